"""What a producer must not do, as questions to one run, in the order in which a learner can use the answers.

Each question returns None, or a finding: a message id with the facts that its text wants.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lablib import limits
from lablib.checks.run import Run, id_of
from lablib.checks.witness import MOST_PRINTED_CHARS, Call

Finding = tuple[str, dict[str, object]]

ROOM_S = 1.0
"""Whoever gives up a throttled record in less has not waited until its shard had room again."""
FEWEST_TRIES = 3
MOST_CALLS_PER_EVENT = 0.1


def first_of(run: Run) -> Finding | None:
    """The first finding of one trial."""
    return next((found for ask in QUESTIONS if (found := ask(run)) is not None), None)


def too_many_in_a_call(run: Run) -> Finding | None:
    """PutRecords takes 500."""
    most = max((len(call.entries) for call in run.calls), default=0)
    return ("02.1.more-than-500", {"most": most}) if most > limits.PUT_RECORDS_MAX_ENTRIES else None


def not_the_event(run: Run) -> Finding | None:
    """Data is the event as JSON, the partition key is the tenant."""
    events = {id_of(event): event for event in run.trial.events}
    for call in run.calls:
        for entry in call.entries:
            event = events.get(entry.id)
            if event is None or _json(entry.data) != event:
                return "02.1.data-not-the-event", {"data": repr(entry.data[:60])}
            if entry.key != event["tenant"]:
                return "02.1.wrong-key", {"key": repr(entry.key), "tenant": repr(event["tenant"])}
    return None


def raised(run: Run) -> Finding | None:
    """A producer returns what it could not send, whatever happens."""
    if run.error is None:
        return None
    if isinstance(run.error, SystemExit):
        return "check.exits", {"name": "send_all"}
    if any(_is_failed_call(error) for error in _chain(run.error)):
        return "02.1.call-error-raised", {"error": type(run.error).__name__}
    return "check.raised", {"name": "send_all", "error": type(run.error).__name__}


def floods(run: Run) -> Finding | None:
    """A print in a loop without end."""
    return ("check.floods", {"name": "send_all", "most": MOST_PRINTED_CHARS}) if run.flooded else None


def never_ends(run: Run) -> Finding | None:
    """It ends in bounded time, whatever the stream does."""
    if not run.never_ended:
        return None
    waits = not run.trial.ends_well
    tries = max(run.tries().values(), default=0)
    return "02.1.never-gives-up" if waits else "02.1.never-ends", {"tries": tries}


def stored_twice(run: Run) -> Finding | None:
    """One copy of each. Who sends a stored record again resends the whole call, or the wrong part."""
    if not run.twice:
        return None
    stored: set[Any] = set()
    for index, call in enumerate(run.calls):
        ids = {entry.id for entry in call.entries}
        if again := ids & stored:
            return _resent(run, call, again, run.calls[:index])
        if call.error is None:
            stored |= ids - call.refusals.keys()
    return "02.1.sent-twice", {"again": run.twice, "first": _event(run, run.calls[0].entries[0].id)}


def _resent(run: Run, call: Call, again: set[Any], earlier: list[Call]) -> Finding:
    before = next(one for one in reversed(earlier) if any(entry.id in again for entry in one.entries))
    facts = {
        "failed": len(before.refusals),
        "of": len(before.entries),
        "resent": len(call.entries),
        "again": len(again),
        "first": _event(run, next(entry.id for entry in call.entries if entry.id in again)),
    }
    if not before.refusals:
        return "02.1.sent-twice", facts
    whole = before.refusals.keys() <= {entry.id for entry in call.entries}
    return "02.1.whole-batch-resent" if whole else "02.1.wrong-records-resent", facts


def no_list(run: Run) -> Finding | None:
    """It returns a list of events; None is another matter."""
    if run.returned is None or run.never_ended:
        return None
    if not isinstance(run.returned, list):
        return "02.1.returned-no-list", {"kind": type(run.returned).__name__}
    known = set(run.ids)
    strange = next((each for each in run.returned if id_of(each) not in known), None)
    return None if strange is None else ("02.1.returned-not-events", {"item": repr(strange)[:70]})


def lost(run: Run) -> Finding | None:
    """Neither in the stream nor returned: which kind of loss tells how it came about."""
    ids = run.lost_ids
    tries = run.tries()
    unsent = [each for each in (run.missing_ids if run.trial.ends_well else ids) if not tries[each]]
    if unsent:
        return "02.1.never-sent", {"count": len(unsent), "first": _event(run, unsent[0])}
    if not ids:
        return None
    facts = {"first": _event(run, ids[0]), "tries": tries[ids[0]]}
    if tries[ids[0]] > 1:
        return "02.1.gives-up-silently", facts
    if run.calls_with(ids[0])[0].error is not None:
        return "02.1.call-error-lost", facts
    return "02.1.logged-not-resent" if run.warnings else "02.1.lost-silently", facts


def no_result(run: Run) -> Finding | None:
    """None where the list is demanded, though it is empty."""
    return ("02.1.returned-none", {}) if run.returned is None else None


def returned_too_much(run: Run) -> Finding | None:
    """What is in the stream is not given up, and nothing is given up twice."""
    counts = Counter(run.returned_ids)
    wrong = [each for each, count in counts.items() if each in run.stored_ids or count > 1]
    return ("02.1.returned-stored", {"count": len(wrong), "first": _event(run, wrong[0])}) if wrong else None


def unlogged(run: Run) -> Finding | None:
    """Who gives up says so."""
    return ("02.1.gives-up-unlogged", {}) if run.returned_ids and not run.warnings else None


def too_soon(run: Run) -> Finding | None:
    """Where trying again helps, giving up is for later."""
    ids = run.returned_ids
    if not ids or not run.trial.ends_well:
        return None
    calls = run.calls_with(ids[0])
    waited_s = (calls[-1].began_us - calls[0].began_us) / limits.US_PER_S
    throttled = "Provisioned" in calls[-1].refusals.get(ids[0], "")
    if len(calls) >= FEWEST_TRIES and (waited_s >= ROOM_S or not throttled):
        return None
    return "02.1.gives-up-too-soon", {
        "tries": len(calls),
        "waited_s": waited_s,
        "first": _event(run, ids[0]),
    }


def input_changed(run: Run) -> Finding | None:
    """The caller's list is the caller's."""
    before, after = run.trial.events, run.events_after
    if after == before:
        return None
    altered = sum(event not in before for event in after)
    return "02.1.input-changed", {"left": len(after), "altered": altered}


def too_many_calls(run: Run) -> Finding | None:
    """PutRecords is there for batches."""
    many = not run.trial.refuses and len(run.calls) > MOST_CALLS_PER_EVENT * len(run.trial.events)
    return (
        ("02.1.too-many-calls", {"fewest": -(-len(run.ids) // limits.PUT_RECORDS_MAX_ENTRIES)})
        if many
        else None
    )


def no_pause(run: Run) -> Finding | None:
    """A pause before each further try."""
    gaps = pauses_us(run)
    return ("02.1.no-pause", {"resends": len(gaps)}) if gaps and not any(gaps) else None


QUESTIONS = (
    floods,
    too_many_in_a_call,
    not_the_event,
    raised,
    never_ends,
    stored_twice,
    no_list,
    lost,
    input_changed,
    no_result,
    returned_too_much,
    unlogged,
    no_pause,
    too_soon,
    too_many_calls,
)


def of_all(runs: list[Run]) -> Finding | None:
    """What only several runs together can show: the first pause is always the same, to the microsecond."""
    firsts = [gaps[0] for each in runs if (gaps := pauses_us(each))]
    if len(firsts) > 2 and len(set(firsts)) == 1:
        return "02.1.no-jitter", {"pause_s": firsts[0] / limits.US_PER_S, "times": len(firsts)}
    return None


def pauses_us(run: Run) -> list[int]:
    """For each call that sends a refused record again: how long after the last call with it has ended."""
    failed_us: dict[Any, int] = {}
    pauses = []
    for call in run.calls:
        ended_us = [failed_us[entry.id] for entry in call.entries if entry.id in failed_us]
        if ended_us:
            pauses.append(call.began_us - max(ended_us))
        if call.error is None:
            failed_us |= dict.fromkeys(call.refusals, call.ended_us)
    return pauses


def facts_of(run: Run) -> dict[str, Any]:
    """The numbers of one trial that any message may use."""
    return {
        "trial": run.trial.name,
        "events": len(run.ids),
        "calls": len(run.calls),
        "refused": sum(len(call.refusals) for call in run.calls if call.error is None),
        "failed_calls": sum(call.error is not None for call in run.calls),
        "stored": len(run.stored_ids),
        "missing": len(run.missing_ids),
        "lost": len(run.lost_ids),
        "twice": run.twice,
        "given_up": len(run.returned_ids),
        "took_s": run.took_s,
        "reordered": run.reordered,
    }


def sums(runs: list[Run]) -> dict[str, Any]:
    """The numbers of all trials together."""
    totals: Counter[str] = Counter()
    for run in runs:
        totals.update({name: value for name, value in facts_of(run).items() if name != "trial"})
    return dict(totals)


def _event(run: Run, id_: Any) -> str:
    """One event as evidence: its id, its tenant, and what became of it last."""
    event = next((each for each in run.trial.events if id_of(each) == id_), None)
    name = f"{event['event_id']} of tenant {event['tenant']}" if event else repr(id_)
    calls = run.calls_with(id_)
    code = calls[-1].refusals.get(id_) if calls else None
    if code is None:
        return name
    at = datetime.fromtimestamp(calls[-1].began_us / limits.US_PER_S, UTC)
    return f"{name}, {code} at {at:%H:%M:%S}.{at.microsecond // 1000:03d}"


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _chain(error: BaseException) -> list[BaseException]:
    chain = [error]
    while (before := chain[-1].__cause__ or chain[-1].__context__) is not None and before not in chain:
        chain.append(before)
    return chain


def _is_failed_call(error: BaseException) -> bool:
    """Whether boto3 raised it because the service failed or did not answer; else the call was wrong."""
    if isinstance(error, ClientError):
        return bool(error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500)
    return isinstance(error, BotoCoreError) and hasattr(error, "kwargs") and "endpoint_url" in error.kwargs
