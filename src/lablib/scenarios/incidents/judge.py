"""What a night is worth: measured on the system, and turned into points. The formula stands here, whole.

**Harm** is one number in dollars, so that what is lost, billed twice and late can be added up:

* an event lost costs `LOST_USD`: it was served and nobody pays for it,
* a line too many costs `TWICE_USD`, twice as much: a customer finds it, and somebody has to give it back,
* an event that still waits at the end costs `LATE_USD`: the next shift inherits it,
* a minute outside the objective costs `MINUTE_USD`,
* what AWS bills for the stream and the functions comes on top, as it is.

**Points**, from 0 to 100:

* 70 for the outcome: where your harm lies between that of doing nothing (0) and that of the reference (1),
  both runs of the same seed. Better than the reference is 1; worse than nothing is below 0, at most as far as
  -1. So a wrong act costs what the runs show. Acting without evidence scores half: the share of your acts
  before which you had opened evidence that shows the cause decides between half and whole. A negative
  outcome counts whole.
* 20 for the cause: its share of the causes that there are, less the wrong names.
* 10 for the proof: the share of the causes for which you gave (`because=`) evidence that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lablib.billing.bill import bill
from lablib.billing.quantities import usage_of_run
from lablib.scenarios.incidents import handlers, slo
from lablib.scenarios.incidents.identity import event_in
from lablib.scenarios.incidents.system import System
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.mapping import Mapping, shard_id

LOST_USD, TWICE_USD, LATE_USD, MINUTE_USD = 1.0, 2.0, 0.25, 5.0
OUTCOME_POINTS, CAUSE_POINTS, PROOF_POINTS = 70, 20, 10


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the night's usage, when the game is over."""

    events_lost: int
    """Served long enough ago to be booked, not booked, and nothing that runs will book them."""
    billed_twice: int
    """Lines beyond the first of an event."""
    minutes_outside_slo: int
    dollars: float
    """AWS's bill for the stream and its functions."""
    late: int
    """Not booked yet, and on their way: a mapping or a gateway still owes them."""

    @property
    def harm_usd(self) -> float:
        """All of it in one number."""
        return (
            LOST_USD * self.events_lost
            + TWICE_USD * self.billed_twice
            + LATE_USD * self.late
            + MINUTE_USD * self.minutes_outside_slo
            + self.dollars
        )


def measure(system: System) -> Result:
    """Judge a system now. What was served in the last five minutes isn't due yet."""
    begin_s, now_s = system.world.start_us / limits.US_PER_S, system.now_s
    night_s = system.night_us / limits.US_PER_S
    served = list(system.gateways.served(begin_s, now_s))
    due = [event_id for event_id, at_s in served if at_s <= now_s - slo.WITHIN_S]
    missing = {event_id for event_id in due if event_id not in system.books.lines}
    late = missing & _owed(system)
    outside = slo.minutes_outside(served, system.books.booked_at_s, night_s, now_s)
    usage, mode = usage_of_run(system.world, STREAM), system.world.kinesis.streams[STREAM].mode
    dollars = float(bill(usage, mode).total_usd)
    return Result(len(missing - late), system.books.twice, len(outside), round(dollars, 4), len(late))


def outcome_share(nothing: Result, reference: Result, yours: Result) -> float:
    """Where `yours` lies between nothing (0) and the reference (1)."""
    room = nothing.harm_usd - reference.harm_usd
    if room <= 0:
        return 1.0 if yours.harm_usd <= reference.harm_usd else -1.0
    return max(-1.0, min(1.0, (nothing.harm_usd - yours.harm_usd) / room))


class Part(NamedTuple):
    """One of the three that points come from."""

    points: float
    """Below 0 for an outcome that is worse than nothing."""
    most: int


class Parts(NamedTuple):
    """Where points come from."""

    outcome: Part
    cause: Part
    proof: Part


def parts(outcome: float, grounded: float, named: float, proven: float) -> Parts:
    """The points by their part; each argument is a share."""
    counted = outcome * (0.5 + 0.5 * grounded) if outcome > 0 else outcome
    return Parts(
        Part(OUTCOME_POINTS * counted, OUTCOME_POINTS),
        Part(CAUSE_POINTS * named, CAUSE_POINTS),
        Part(PROOF_POINTS * proven, PROOF_POINTS),
    )


def points(outcome: float, grounded: float, named: float, proven: float) -> int:
    """All of them, from 0 to 100."""
    total = sum(part.points for part in parts(outcome, grounded, named, proven))
    return round(max(0.0, total))


def _owed(system: System) -> set[str]:
    """Ids of the events that the gateways or the booking function's mapping will still come to."""
    owed = set(system.gateways.spooled_ids)
    for mapping in system.world.lambda_.mappings.values():
        if mapping.function.name == handlers.FUNCTION:
            owed |= _ahead_of(mapping)
    return owed


def _ahead_of(mapping: Mapping) -> set[str]:
    checkpoints, ids = mapping.checkpoints(), set()
    for shard in mapping.stream.shards:
        position = max(checkpoints.get(shard_id(shard.index), 0), shard.log.first)
        found = map(event_in, shard.log.data[position - shard.log.first :])
        ids |= {each.decode(errors="replace") for each in found if isinstance(each, bytes)}
    return ids
