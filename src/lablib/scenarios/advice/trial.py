"""A plan, played on the whole traffic and priced for a month of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lablib.billing.bill import PROVISIONED, bill
from lablib.billing.quantities import Usage
from lablib.scenarios.advice.plan import Plan
from lablib.scenarios.replay.array_engine import ArrayRun
from lablib.scenarios.replay.array_records import ArrayRecords
from lablib.scenarios.replay.array_stream import BLOCK_ROWS
from lablib.scenarios.replay.incident import Progress, make_stream, next_tick_us, nobody_watches
from lablib.scenarios.replay.outcome import Outcome
from lablib.scenarios.replay.packed_records import PackedRecords
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic import fleet
from lablib.traffic.event_sizes import record_bytes
from lablib.traffic.outline import Outline
from lablib.traffic.producers import PRODUCERS
from lablib.traffic.producers_log import few_lines

ID_BYTES = 10
"""About what an event's id has. It decides a unit only where an event is that near to 25 KB."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a plan."""

    plan: Plan
    offered: int
    lost: int
    stored: int
    """Records in the stream. A pack is one."""
    throttled: int
    """How often a record was rejected. One that is sent again may be rejected again."""
    reordered: int
    """Records stored after a newer one of the same gateway and key."""
    dollars: Decimal
    """For 30 days like this traffic: shards and payload units, without readers."""


@dataclass(frozen=True)
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

    def dollars(self, plan: Plan, stored: int) -> Decimal:
        """What so many records cost, for 30 days. A pack is one unit, unless it is one large event."""
        hours = Decimal(self.lasts_s) / limits.S_PER_HOUR
        units = stored + self._more_units
        usage = Usage(hours=hours, shard_hours=plan.shards * hours, payload_units=units)
        return bill(usage.for_a_month(), PROVISIONED).total_usd

    @cached_property
    def _more_units(self) -> int:
        """Payload units beyond one for each event: those of large events."""
        units = 0
        for start in range(0, len(self.outline), BLOCK_ROWS):
            sizes_bytes = record_bytes(self.outline, slice(start, start + BLOCK_ROWS), ID_BYTES)
            units += int(((sizes_bytes - 1) // limits.PAYLOAD_UNIT_BYTES).clip(min=0).sum())
        return round(units * self.gateways * self.lasts_s * limits.US_PER_S / self.outline.lap_us)


def trial_of(traffic: Traffic, plan: Plan, outcome: Outcome) -> Trial:
    """The trial of a plan that was played elsewhere."""
    stored = outcome.dashboard.incoming_records
    counts = outcome.offered, outcome.lost, stored, outcome.rejections, outcome.reordered
    return Trial(plan, *counts, traffic.dollars(plan, stored))


def play_plan(traffic: Traffic, plan: Plan, on_progress: Progress = nobody_watches) -> Trial:
    """Play it to its end in a world of its own. Raises ValueError as the engine in arrays does."""
    trial = _play(traffic, plan, on_progress, to_the_end=True)
    assert trial is not None
    return trial


def lossless(traffic: Traffic, plan: Plan, on_progress: Progress = nobody_watches) -> Trial | None:
    """The trial of a plan that loses nothing; None for one that does, whose run ends at the first loss."""
    return _play(traffic, plan, on_progress, to_the_end=False)


def _play(traffic: Traffic, plan: Plan, on_progress: Progress, *, to_the_end: bool) -> Trial | None:
    with (
        World(traffic.seed) as world,
        few_lines(0),
    ):  # nobody runs this plan yet, and there are dozens of them
        run = _run(world, traffic, plan)
        if not run.play(on_progress, until_lost=not to_the_end):
            return None
        ledger, stream = run.ledger, run.stream
        dollars = traffic.dollars(plan, stream.stored)
        counts = ledger.offered, ledger.lost, stream.stored, stream.rejections, ledger.reordered
        return Trial(plan, *counts, dollars)


def _run(world: World, traffic: Traffic, plan: Plan) -> ArrayRun:
    make_stream(plan.shards)
    outline = plan.key_of(traffic.outline)
    start_us = next_tick_us(world.clock.now_us, plan.flush_every_s)
    senders = fleet(outline, traffic.gateways, traffic.seed, traffic.seconds, start_us)
    records = PackedRecords if plan.packed else ArrayRecords
    producer = PRODUCERS[plan.producer]
    return ArrayRun(world, outline, senders, producer, plan.flush_every_s, records, measured=False)
