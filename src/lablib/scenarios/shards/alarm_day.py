"""The alarms of lab 04: those that its region has, when they rang, and a day that the lab has not seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import boto3

from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.scenarios.shards.hot_tenant import HOT, by_tenant, minute, next_minute_us, serve
from lablib.scenarios.shards.partition_key_spread import Spread, spread
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.traffic import event_id_of

Row = tuple[str, Any, Any]


def region_alarms(shards: int, stream: str = STREAM) -> list[dict[str, Any]]:
    """Arguments of put_metric_alarm for the four alarms that seemed enough. Their names begin with a to d."""
    capacity = shards * limits.SHARD_WRITE_RECORDS_PER_S * limits.METRIC_PERIOD_S
    rows = [
        ("a: calls fail", "PutRecords.Success", "Average", "LessThanThreshold", 0.99, 1, 1),
        ("b: records fail", "PutRecords.FailedRecords", "Sum", "GreaterThanThreshold", 0.0, 1, 1),
        ("c: nearly full", "IncomingRecords", "Sum", "GreaterThanThreshold", 0.8 * capacity, 1, 1),
        ("d: throttled", "PutRecords.ThrottledRecords", "Sum", "GreaterThanThreshold", 0.0, 3, 5),
    ]
    return [
        {
            "AlarmName": name,
            "Namespace": "AWS/Kinesis",
            "MetricName": metric,
            "Dimensions": [{"Name": "StreamName", "Value": stream}],
            "Statistic": statistic,
            "Period": limits.METRIC_PERIOD_S,
            "ComparisonOperator": comparison,
            "Threshold": threshold,
            "DatapointsToAlarm": bad,
            "EvaluationPeriods": of,
            "TreatMissingData": "notBreaching",
        }
        for name, metric, statistic, comparison, threshold, bad, of in rows
    ]


def transitions(name: str, begin: datetime) -> list[tuple[int, str]]:
    """An alarm's changes of state, oldest first: seconds after `begin`, and the state that it went to."""
    pages = boto3.client("cloudwatch").get_paginator("describe_alarm_history")
    return sorted(
        (int((item["Timestamp"] - begin).total_seconds()), item["HistorySummary"].rpartition(" to ")[2])
        for page in pages.paginate(AlarmName=name, HistoryItemType="StateUpdate")
        for item in page["AlarmHistoryItems"]
    )


def rang(name: str, begin: datetime) -> list[int]:
    """When an alarm went to ALARM, in whole minutes after `begin`; empty if it never did."""
    return [at_s // limits.METRIC_PERIOD_S for at_s, state in transitions(name, begin) if state == "ALARM"]


def another_day(
    seed: int,
    shards: int,
    gateways: int,
    offered_load: Callable[..., Any],
    find_hot_spot: Callable[..., Any],
    partition_key: Callable[..., Any],
    throttled_alarm: Callable[..., Any],
) -> list[Row]:
    """A minute of another day, with the learner's four functions on call.

    Returns rows of: what was asked, what the function said, what the region knows.
    """
    with World(seed, identify=event_id_of) as world:
        make_stream(shards)
        settings = throttled_alarm(STREAM)
        cloudwatch = boto3.client("cloudwatch")
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
        ("offered in the minute", _whole(load), [int(table.offered.sum())]),
        (
            "hot spot",
            spot if isinstance(spot, tuple) else None,
            (table.start_s + second, table.shard_ids[shard], HOT),
        ),
        ("twice the shards", _price(after) if after.keys > 1 else None, _price(before)),
        ("alarm after minutes", rung or None, [1]),
    ]


def _price(found: Spread) -> str:
    return f"{found.refused:,} refused, {found.shards} to read for the tenant"


def _whole(load: Any) -> Any:
    return [round(each) for each in load] if isinstance(load, list) else None
