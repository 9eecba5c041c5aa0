"""A plan, played on the whole traffic and priced for a month of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lablib.billing.bill import PROVISIONED, bill
from lablib.billing.quantities import Usage
from lablib.scenarios.advice.plan import Plan
from lablib.scenarios.replay.array_engine import ArrayRun
from lablib.scenarios.replay.array_records import ArrayRecords
from lablib.scenarios.replay.array_stream import BLOCK_ROWS
from lablib.scenarios.replay.incident import make_stream, next_tick_us, nobody_watches
from lablib.scenarios.replay.outcome import Outcome
from lablib.scenarios.replay.packed_records import PackedRecords
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic import fleet
from lablib.traffic.event_sizes import record_bytes
from lablib.traffic.outline import Outline
from lablib.traffic.producers import PRODUCERS

ID_BYTES = 10
"""About what an event's id has. It decides a unit only where an event is that near to 25 KB."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a plan."""

    plan: Plan
    offered: int
    lost: int
    reordered: int
    """Records stored after a newer one of the same gateway and key."""
    dollars: Decimal
    """For 30 days like this traffic: shards and payload units, without readers."""


class _Loses(Exception):
    """The run is over before its end, because a record is lost."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What is written, and by how many: the same for all plans."""

    outline: Outline
    gateways: int
    seed: int
    seconds: float | None = None
    """How much of it; None for one lap of the trace."""

    @property
    def lasts_s(self) -> float:
        """How long it is."""
        return self.outline.lap_us / limits.US_PER_S if self.seconds is None else self.seconds

    def more_units(self) -> int:
        """Payload units beyond one for each event: those of large events."""
        units = 0
        for start in range(0, len(self.outline), BLOCK_ROWS):
            sizes_bytes = record_bytes(self.outline, slice(start, start + BLOCK_ROWS), ID_BYTES)
            units += int(((sizes_bytes - 1) // limits.PAYLOAD_UNIT_BYTES).clip(min=0).sum())
        return round(units * self.gateways * self.lasts_s * limits.US_PER_S / self.outline.lap_us)


def play_plan(traffic: Traffic, plan: Plan) -> Trial:
    """Play it to its end in a world of its own. Raises ValueError as the engine in arrays does."""
    with World(traffic.seed) as world:
        run = _run(world, traffic, plan)
        run.play(nobody_watches)
        outcome = run.outcome()
    return Trial(plan, outcome.offered, outcome.lost, outcome.reordered, _dollars(outcome, plan, traffic))


def loses_nothing(traffic: Traffic, plan: Plan) -> bool:
    """Whether every record is stored; a run that loses one ends there."""
    with World(traffic.seed) as world:
        run = _run(world, traffic, plan)

        def look(done: float) -> None:
            if run.ledger.first_lost is not None:
                raise _Loses

        try:
            run.play(look)
        except _Loses:
            return False
    return True


def _run(world: World, traffic: Traffic, plan: Plan) -> ArrayRun:
    make_stream(plan.shards)
    outline = plan.key_of(traffic.outline)
    start_us = next_tick_us(world.clock.now_us, plan.flush_every_s)
    senders = fleet(outline, traffic.gateways, traffic.seed, traffic.seconds, start_us)
    records = PackedRecords if plan.packed else ArrayRecords
    return ArrayRun(world, outline, senders, PRODUCERS[plan.producer], plan.flush_every_s, records)


def _dollars(outcome: Outcome, plan: Plan, traffic: Traffic) -> Decimal:
    """What the stored records cost. A pack is one unit, unless it is one large event."""
    hours = Decimal(traffic.lasts_s) / limits.S_PER_HOUR
    units = outcome.dashboard.incoming_records + traffic.more_units()
    usage = Usage(hours=hours, shard_hours=plan.shards * hours, payload_units=units)
    return bill(usage.for_a_month(), PROVISIONED).total_usd
