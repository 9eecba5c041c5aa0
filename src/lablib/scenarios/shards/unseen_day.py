"""The end of lab 04: a minute of a day that the lab has not shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.scenarios.shards.alarms import rang
from lablib.scenarios.shards.hot_tenant import HOT, by_tenant, minute, next_minute_us, serve
from lablib.scenarios.shards.partition_key_spread import Spread, spread
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import event_id_of

Row = tuple[str, Any, Any]


def another_day(
    seed: int,
    shards: int,
    gateways: int,
    offered_load: Callable[..., Any],
    find_hot_spot: Callable[..., Any],
    partition_key: Callable[..., Any],
    throttled_alarm: Callable[..., Any],
) -> list[Row]:
    """A minute of another day, with four functions on call.

    Returns rows of: what was asked, what the function returned, what to compare it with. That is the truth
    or, for the partition key, the same seconds with the tenant as the key.
    """
    with World(seed, identify=event_id_of) as world:
        make_stream(shards)
        settings = throttled_alarm(STREAM)
        cloudwatch = world_client("cloudwatch")
        if isinstance(settings, dict):
            cloudwatch.put_metric_alarm(**settings)
        world.clock.sleep_until(next_minute_us(world))
        begin_us, begin = world.clock.now_us, datetime.now(UTC)
        calls = serve(world, minute(world, gateways), gateways)
        load = offered_load(cloudwatch, STREAM, begin, datetime.now(UTC))
        world.sleep(2 * limits.METRIC_PERIOD_S)
        rung = rang(settings["AlarmName"], begin) if isinstance(settings, dict) else []
        table = world.metrics.seconds.table(STREAM, begin_us)
    shard, second = divmod(int(table.throttled.argmax()), table.throttled.shape[1])
    spot = find_hot_spot(calls)
    before = spread(seed, gateways, 2 * shards, by_tenant)
    after = spread(seed, gateways, 2 * shards, lambda event: partition_key(event, {HOT}))
    return [
        ("records offered in the minute", _whole(load), [int(table.offered.sum())]),
        (
            "second, shard and tenant of the hot spot",
            _told(spot) if isinstance(spot, tuple) else None,
            _told((table.start_s + second, table.shard_ids[shard], HOT)),
        ),
        (
            "your partition key on twice the shards, compared with the tenant as the key",
            _price(after) if after.keys > 1 else None,
            _price(before),
        ),
        ("minutes after which the alarm fired", rung or None, [1]),
    ]


def _price(found: Spread) -> str:
    return f"{found.throttled:,} throttled, shards with the tenant's records: {found.shards}"


def _told(spot: tuple[Any, ...]) -> tuple[Any, ...]:
    """With a second since the epoch as the time of its day."""
    if not spot or not isinstance(spot[0], int):
        return spot
    return (f"{datetime.fromtimestamp(spot[0], UTC):%T}", *spot[1:])


def _whole(load: Any) -> Any:
    return [round(each) for each in load] if isinstance(load, list) else None
