"""The words about a mapping at work, computed from its steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from lablib.pictures.player.mapping_run import MappingRun
from lablib.pictures.player.run_words import Said, ledger_rows
from lablib.pictures.plots.wording import counted
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did, Step
from lablib.simulator.ledger.fates import Fate

ENDS = {
    Fate.EXPIRED: "expired in the stream",
    Fate.DROPPED_BY_RETRIES: "dropped after the last retry",
    Fate.DROPPED_BY_AGE: "dropped for their age",
    Fate.SENT_TO_DESTINATION: "sent to the on-failure destination",
}
"""What a function never handled, the worst first."""
INVOKED = (Did.SUCCEEDED, Did.FAILED, Did.PARTLY)
LEAST_BLOCKED_US = 60 * limits.US_PER_S
"""A shard that fails for less is not called blocked."""


class Block(NamedTuple):
    """The longest time in which a shard's checkpoint stood still while its batch failed."""

    length_us: int
    shard: int


def mapping_said(run: MappingRun) -> Said:
    """About the whole run."""
    totals = run.writes.totals()
    title = ", ".join([f"{run.mapping.function.name}: {_became(totals)}", *_blocked(run.steps)])
    sentences = (_invocations(run.steps), _oldest(run), _expired(run))
    return Said(title, [each for each in sentences if each], ledger_rows(totals, run.writes.stored_twice))


def _became(totals: dict[str, int]) -> str:
    counts = [(totals[fate.label], what) for fate, what in ENDS.items() if totals[fate.label]]
    handled, offered = totals[Fate.HANDLED.label], totals["offered"]
    if not counts:
        return f"{handled:,} of {counted(offered, 'record')} handled"
    (count, what), *others = counts
    return ", ".join(
        [f"{count:,} of {counted(offered, 'record')} {what}", *(f"{n:,} {w}" for n, w in others)]
    )


def _blocked(steps: Iterable[Step]) -> list[str]:
    longest = max(_blocks(steps), default=None)
    if longest is None or longest.length_us < LEAST_BLOCKED_US:
        return []
    return [f"shard {longest.shard} blocked for {_span(longest.length_us)}"]


def _blocks(steps: Iterable[Step]) -> Iterable[Block]:
    """From the first failure at a checkpoint to the last one at the same."""
    began: dict[tuple[int, int], tuple[int, int]] = {}
    for step in steps:
        lane = step.shard, step.lane
        checkpoint, began_us = began.get(lane, (-1, 0))
        if step.did in (Did.FAILED, Did.THROTTLED):
            if checkpoint != step.checkpoint:
                began_us = step.at_us
            began[lane] = step.checkpoint, began_us
            yield Block(step.ended_us - began_us, step.shard)


def _invocations(steps: Iterable[Step]) -> str:
    did = Counter(step.did for step in steps)
    invoked, failed = sum(did[each] for each in INVOKED), did[Did.FAILED]
    partly = f", and {did[Did.PARTLY]:,} handled a part of their batch" if did[Did.PARTLY] else ""
    throttled = f" {did[Did.THROTTLED]:,} more were throttled." if did[Did.THROTTLED] else ""
    return f"{counted(invoked, 'invocation')}, {failed:,} of which failed{partly}.{throttled}"


def _oldest(run: MappingRun) -> str:
    """The oldest record that the function was given."""
    ages_us = []
    for step in run.steps:
        records = run.arrived[run.place_of[step.shard]]
        if step.did in INVOKED and step.first < len(records):
            ages_us.append(step.at_us - records[step.first][0])
    return f"The oldest record that the function got was {_span(max(ages_us))} old." if ages_us else ""


def _expired(run: MappingRun) -> str:
    """No metric says so."""
    expired = sum(step.records for step in run.steps if step.did is Did.EXPIRED)
    kept_s = round(run.mapping.stream.retention_h * limits.S_PER_HOUR)
    if not expired:
        return ""
    kept = _span(kept_s * limits.US_PER_S)
    return f"The stream keeps a record for {kept}. When it then drops the record, no metric says so."


def _span(length_us: int) -> str:
    """In the unit that fits, to a tenth."""
    seconds = length_us / limits.US_PER_S
    units = (("hour", limits.S_PER_HOUR), ("minute", 60), ("second", 1))
    unit, length_s = next((each for each in units if seconds >= each[1]), units[-1])
    number = f"{seconds / length_s:.1f}".removesuffix(".0")
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"
