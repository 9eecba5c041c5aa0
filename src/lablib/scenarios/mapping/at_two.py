"""Two in the morning of lab 07: what somebody on call changes, and what it does to the blocked shard.

    outcome = at_two(seed=7, per_s=0.05, MaximumRetryAttempts=2)

It plays the blocked shard alone, since the others don't feel it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lablib.scenarios.mapping.blocked_consumer import Consumer, start
from lablib.scenarios.mapping.boto3_helpers import BATCH_SIZE
from lablib.scenarios.mapping.unseen_day import RESERVE
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import event_id_of
from lablib.traffic.diurnal_usage import day, malformed_from

BEGINS_AT_H, MALFORMED_AT_H, ACTS_AT_H, LOOKS_AT_H = 10, 10.9, 24 + 2, 24 + 9
"""In hours from Monday's midnight."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The shard at nine in the morning."""

    dropped: int
    """Events that the mapping gave up, the malformed one included."""
    expired: int
    """Events that the stream forgot."""
    age_h: float
    """How old the oldest record of the last batch was."""
    is_blocked: bool
    """Whether the last invocation failed."""


def at_two(seed: int, per_s: float, retention_h: int | None = None, **settings: Any) -> Outcome:
    """Change the stream's retention, or `settings` of the mapping (UpdateEventSourceMapping), at 02:00.

    `per_s` is the shard's events per second, over a day.
    """
    with World(seed, identify=event_id_of) as world:
        _sleep_until(world, BEGINS_AT_H - 1 / 60)
        consumer = _monday(world, per_s)
        _sleep_until(world, ACTS_AT_H)
        if retention_h is not None:
            world_client("kinesis").increase_stream_retention_period(
                StreamName=STREAM, RetentionPeriodHours=retention_h
            )
        if settings:
            consumer.update(**settings)
        _sleep_until(world, LOOKS_AT_H)
        totals, last = world.totals(), len(consumer.lines) - 1
        return Outcome(
            totals["dropped by retries"] + totals["dropped by age"],
            totals["expired"],
            consumer.lines[last]["age_s"] / limits.S_PER_HOUR,
            consumer.failed[-1] == last,
        )


def _monday(world: World, per_s: float) -> Consumer:
    begin_us, malformed_us = (
        world.start_us + round(hour * limits.S_PER_HOUR * limits.US_PER_S)
        for hour in (BEGINS_AT_H, MALFORMED_AT_H)
    )
    events = [each for each in day(per_s, LOOKS_AT_H, world.seed, world.start_us) if each.at_us >= begin_us]
    bad = malformed_from(events, malformed_us)
    written = [bad if each.event_id == bad.event_id else each for each in events]
    return start(world, written, shards=1, pace_s=1 / (RESERVE * per_s), BatchSize=BATCH_SIZE)


def _sleep_until(world: World, hour: float) -> None:
    world.sleep(hour * limits.S_PER_HOUR - world.elapsed_s)
