"""The end of lab 07: the poison pill on a day that the lab has not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from lablib.scenarios.mapping.blocked_consumer import Consumer, pause_s, price, start
from lablib.scenarios.mapping.boto3_helpers import BATCH_SIZE
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import event_id_of
from lablib.traffic.diurnal_usage import Usage, day, malformed_from

RESERVE = 1.4
"""The function's speed as a multiple of the mean rate of its shard."""
BEGINS_AT_H, MALFORMED_AT_H, LOOKS_AT_H, ENDS_AT_H = 12, 13.2, 20, 24 + 18
"""In hours from the day's midnight."""
REPAIRED_AFTER_H = (23, 26)
"""In hours from the arrival of the malformed event."""


def another_day(
    seed: int,
    shards: int,
    load: int,
    find_poison: Callable[..., Any],
    to_lift: Callable[..., Any],
    account: Callable[..., Any],
) -> list[tuple[str, Any, Any]]:
    """The incident on another day, with three functions on call.

    Returns rows of: what was asked, what the function said, what the simulator knows.
    """
    per_s = load / 300
    with World(seed, identify=event_id_of) as world:
        world.sleep(BEGINS_AT_H * limits.S_PER_HOUR - limits.METRIC_PERIOD_S)
        begin_us = world.start_us + BEGINS_AT_H * limits.S_PER_HOUR * limits.US_PER_S
        events = [each for each in day(per_s, ENDS_AT_H, seed, world.start_us) if each.at_us >= begin_us]
        bad = malformed_from(
            events, world.start_us + round(MALFORMED_AT_H * limits.S_PER_HOUR * limits.US_PER_S)
        )
        written = [bad if each.event_id == bad.event_id else each for each in events]
        pace_s = shards / (RESERVE * per_s)
        consumer = start(world, written, shards=shards, pace_s=pace_s, BatchSize=BATCH_SIZE)
        world.sleep(LOOKS_AT_H * limits.S_PER_HOUR - world.elapsed_s)
        rows = _on_monday(world, consumer, bad, find_poison, to_lift)
        world.sleep(ENDS_AT_H * limits.S_PER_HOUR - world.elapsed_s)
        return [*rows, *_on_tuesday(world, consumer, events, account)]


def _on_monday(
    world: World, consumer: Consumer, bad: Usage, find_poison: Callable[..., Any], to_lift: Callable[..., Any]
) -> list[tuple[str, Any, Any]]:
    line = consumer.lines[consumer.failed[-1]]
    log = next(each for each in world.kinesis.streams[STREAM].shards if each.id == line["shard"]).log
    place = next(n for n, data in enumerate(log.data) if _id_of(bytes(data)) == bad.event_id)
    arrived_s = log.arrival_us[place] / limits.US_PER_S
    mapping = world_client("lambda").get_event_source_mapping(UUID=consumer.uuid)
    found = find_poison(world_client("kinesis"), STREAM, dict(line), price)
    return [
        (
            "the poison record ends with",
            found[-9:] if isinstance(found, str) else None,
            str(log.sequence[place])[-9:],
        ),
        *(_for_a_repair(to_lift, arrived_s, mapping, after_h) for after_h in REPAIRED_AFTER_H),
    ]


def _for_a_repair(
    to_lift: Callable[..., Any], arrived_s: float, mapping: Any, after_h: int
) -> tuple[str, Any, Any]:
    """With the defaults of a mapping the retention is the one limit."""
    fixed_at_s = arrived_s + after_h * limits.S_PER_HOUR
    said = to_lift(arrived_s, fixed_at_s, limits.RETENTION_DEFAULT_H, mapping, pause_s)
    right = ["retention"] if after_h > limits.RETENTION_DEFAULT_H else []
    return (
        f"to lift until {datetime.fromtimestamp(fixed_at_s, UTC):%A %H:%M}",
        _named(said) if isinstance(said, list | tuple | set | frozenset) else None,
        _named(right),
    )


def _named(limits_: Iterable[Any]) -> str:
    return ", ".join(sorted(map(str, limits_))) or "nothing"


def _on_tuesday(
    world: World, consumer: Consumer, events: list[Usage], account: Callable[..., Any]
) -> list[tuple[str, Any, Any]]:
    gone = world.totals()["expired"]
    metrics = {
        name: consumer.total(name) for name in ("Invocations", "Errors", "Throttles", "DroppedEventCount")
    }
    metrics["IteratorAge"] = round(1_000 * consumer.lines[-1]["age_s"])
    logs = [shard.log for shard in world.kinesis.streams[STREAM].shards]
    in_stream = [_id_of(bytes(data)) for log in logs for data in log.data]
    said = account([each.as_dict() for each in events], list(consumer.booked), in_stream, metrics)
    lost, uncounted = said if isinstance(said, tuple) and len(said) == 2 else (..., ...)
    return [
        ("events lost", len(lost) if isinstance(lost, list) else None, gone),
        (
            "of them in no metric",
            None if uncounted is ... else uncounted,
            gone - metrics["DroppedEventCount"],
        ),
    ]


def _id_of(data: bytes) -> str:
    found = event_id_of(data)
    return found.decode() if isinstance(found, bytes) else str(found)
