"""The words about a run of writes, computed from it."""

from __future__ import annotations

from collections import Counter

from lablib.pictures.player.run_words import Said, ledger_rows
from lablib.pictures.player.writes_run import Writes
from lablib.pictures.plots.wording import counted, share
from lablib.simulator import limits
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.tape.tape import FATES, STORED

LOST = (Fate.WAITING, Fate.REJECTED)


def writes_said(run: Writes, who: str) -> Said:
    """About the whole run, whichever part of it is shown. `who` is what its producers are called."""
    totals = run.totals()
    title = f"{who}: {_became(run, totals)}, {_throttling(run)}"
    sentences = (_answers(run), _failed_calls(run), _resent(run), _busiest_minute(run))
    return Said(title, [each for each in sentences if each], ledger_rows(totals, run.stored_twice))


def called(by: list[str]) -> str:
    """Producers with these names; `traffic.fleet` calls its gateways g00, g01 and so on."""
    if len(by) == 1:
        return by[0]
    are_gateways = all(name.startswith("g") and name[1:].isdigit() for name in by)
    return counted(len(by), "gateway" if are_gateways else "producer")


def _became(run: Writes, totals: dict[str, int]) -> str:
    """What became of the records, the worst first."""
    lost, given_up = sum(totals[fate.label] for fate in LOST), totals[Fate.GIVEN_UP.label]
    counts = {"lost": lost, "given up": given_up, "still on their way": totals[Fate.IN_FLIGHT.label]}
    first, *others = [f"{count:,} {what}" for what, count in counts.items() if count] or [""]
    if not first:
        stored = (
            f"all {totals['offered']:,} records stored" if totals["offered"] != 1 else "the record stored"
        )
        return ", ".join([stored, *_copies(run)])
    count, what = first.split(" ", 1)
    return ", ".join([f"{count} of {counted(totals['offered'], 'record')} {what}", *others, *_copies(run)])


def _copies(run: Writes) -> list[str]:
    """Those that are too many."""
    if not run.stored_twice:
        return []
    return ["1 extra copy stored" if run.stored_twice == 1 else f"{run.stored_twice:,} extra copies stored"]


def _throttling(run: Writes) -> str:
    """The shard that throttled in most seconds."""
    seconds = Counter(shard for shard, _ in run.throttled)
    if not seconds:
        return "nothing throttled"
    shard, busy = min(seconds.items(), key=lambda each: (-each[1], each[0]))
    return f"shard {shard} throttled in {busy:,} of {counted(run.seconds, 'second')}"


def _answers(run: Writes) -> str:
    """HTTP 200 says little."""
    answered = [call for call in run.calls if not call.error]
    if not answered:
        return ""
    partly = sum(any(did % FATES != STORED for did in call.did) for call in answered)
    records = sum(did % FATES != STORED for call in answered for did in call.did)
    inside = f"{partly:,} of them had {counted(records, 'record')} inside that {_was(records)} not stored"
    were = "call was" if len(answered) == 1 else "calls were"
    return (
        f"{len(answered):,} {were} answered, and {inside if partly else 'every record in them was stored'}."
    )


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _failed_calls(run: Writes) -> str:
    """Calls of which nothing was stored, by reason."""
    reasons = Counter(call.error for call in run.calls if call.error)
    if not reasons:
        return ""
    listed = ", ".join(f"{count:,} with {reason}" for reason, count in sorted(reasons.items()))
    return f"{counted(reasons.total(), 'call')} failed as a whole: {listed}."


def _resent(run: Writes) -> str:
    """What the producers did about it."""
    sent = Counter(row for call in run.calls for row in call.rows)
    again = sent.total() - len(sent)
    if not again:
        return "No record was resent." if run.throttled else ""
    more = sum(count > 1 for count in sent.values())
    times = "once" if again == 1 else f"{again:,} times in all"
    return f"{counted(more, 'record')} {_was(more)} resent, {times}."


def _busiest_minute(run: Writes) -> str:
    """What CloudWatch makes of it, if shards throttled."""
    if not run.throttled:
        return ""
    minutes: Counter[int] = Counter()
    for call in run.calls:
        stored = sum(did % FATES == STORED for did in call.did)
        minutes[call.at_us // (limits.METRIC_PERIOD_S * limits.US_PER_S)] += stored
    most, shards = max(minutes.values()), len(run.shards)
    room = shards * limits.SHARD_WRITE_RECORDS_PER_S * limits.METRIC_PERIOD_S
    return (
        f"In its busiest minute the stream stored {counted(most, 'record')}, "
        f"which is {share(most, room, 1)} of what {counted(shards, 'shard')} can store in a minute."
    )
