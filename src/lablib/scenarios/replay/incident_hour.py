"""The incident itself: one hour of it, the same one wherever the course says how large it is.

Sixty gateways, four shards, a flush every five seconds, the tenant as partition key, seed 7. `lablib replay`
has it by default. Labs 00 and 02 look at its first minutes, the account of the month is made from all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from lablib.scenarios.replay.array_engine import ArrayRun
from lablib.scenarios.replay.incident import FLUSH_EVERY_S, make_stream, next_tick_us, nobody_watches
from lablib.scenarios.replay.outcome import Outcome
from lablib.simulator import limits
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.world import World
from lablib.traffic import fleet, read_trace
from lablib.traffic.gateways import GATEWAYS, USAGE_EVENTS
from lablib.traffic.producers import Producer, naive
from lablib.traffic.reading.in_blocks import outline_of

SEED, SHARDS = 7, 4


@dataclass(frozen=True, slots=True)
class Hour:
    """What came of it."""

    outcome: Outcome
    lost: list[dict[str, Any]]
    """The usage of each event that no shard took: tenant, model, tokens."""


def incident_hour(producer: Producer = naive, *, seed: int = SEED, minutes: int | None = None) -> Hour:
    """Play the whole hour, or its first minutes, in a world of its own."""
    outline = outline_of(read_trace(USAGE_EVENTS))
    with World(seed) as world:
        make_stream(SHARDS)
        start_us = next_tick_us(world.clock.now_us, FLUSH_EVERY_S)
        seconds = None if minutes is None else minutes * limits.METRIC_PERIOD_S
        senders = fleet(outline, GATEWAYS, seed, seconds, start_us)
        run = ArrayRun(world, outline, senders, producer, FLUSH_EVERY_S)
        run.play(nobody_watches)
        lost = [
            outline.fields(sender.event(number).row)
            for sender, fates in zip(senders, run.ledger.fates, strict=True)
            for number in np.flatnonzero(fates != Fate.STORED).tolist()
        ]
        return Hour(run.outcome(), lost)
