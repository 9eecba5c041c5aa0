"""A trace replayed record by record: plain boto3 in a world, for any producer.

The producer of a learner runs here. For the two that we know, `array_engine.py` says the same sooner.
"""

from __future__ import annotations

from typing import Any

from lablib.scenarios.replay.dashboard import dashboard
from lablib.scenarios.replay.incident import (
    FLUSH_EVERY_S,
    Progress,
    make_stream,
    next_tick_us,
    nobody_watches,
    play,
)
from lablib.scenarios.replay.outcome import Outcome
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.world import World
from lablib.traffic import Trace, fleet
from lablib.traffic.gateways import GATEWAYS
from lablib.traffic.producers import Entries, Producer


def replay(
    world: World,
    trace: Trace,
    producer: Producer,
    *,
    shards: int,
    gateways: int = GATEWAYS,
    seconds: float | None = None,
    flush_every_s: float = FLUSH_EVERY_S,
    on_progress: Progress = nobody_watches,
) -> Outcome:
    """Make a stream in an open world and play the trace through `producer`, for `seconds` or one lap."""

    def send(kinesis: Any, stream: str, batch: Entries) -> None:
        rest = producer(kinesis, stream, batch)
        world.ledger.give_up((entry["Data"] for entry in rest), world.clock.now_us)

    make_stream(shards)
    start_us = next_tick_us(world.clock.now_us, flush_every_s)
    senders = fleet(trace, gateways, world.seed, seconds, start_us)
    play(world, senders, send, flush_every_s=flush_every_s, on_progress=on_progress)
    return _outcome(world, shards)


def _outcome(world: World, shards: int) -> Outcome:
    shown = dashboard(world, shards)
    ledger, totals = world.ledger, world.ledger.totals(world.clock.now_us)
    lost = [anomaly.first for anomaly in ledger.anomalies() if anomaly.kind == "lost"]
    return Outcome(
        offered=ledger.offered,
        never_sent=totals[Fate.WAITING],
        throttled=totals[Fate.REJECTED],
        given_up=totals[Fate.GIVEN_UP],
        rejections=sum(ledger.rejections_by_code.values()),
        duplicates=ledger.duplicates,
        reordered=ledger.reordered,
        first_lost=lost[0] if lost else None,
        dashboard=shown,
        shard_seconds=world.metrics.seconds,
    )
