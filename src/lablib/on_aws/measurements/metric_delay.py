"""From a put to GetMetricData: when a minute can be read, and whether it is complete by then."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from lablib.conformance.environment import Environment
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen

RECORDS = 11
EVERY_S = 5
WATCHED_S = 480


def observe(env: Environment) -> Seen:
    """A record every five seconds of a minute. GetMetricData is asked as often, and for long after."""
    stream, cloudwatch = env.stream(), env.client("cloudwatch")
    env.wait(60 - time.time() % 60 + 1)
    minute = datetime.fromtimestamp(time.time() // 60 * 60, UTC)
    values: list[list[float]] = []
    sent = 0
    while time.time() < minute.timestamp() + WATCHED_S:
        if sent < RECORDS:
            env.put(stream, b".")
            sent += 1
        value = _sum(cloudwatch, stream.name, minute)
        if value is not None and (not values or values[-1][1] != value):
            values.append([round(time.time() - minute.timestamp(), 1), value])
        if value == RECORDS:
            break
        env.wait(EVERY_S)
    return {"sent": RECORDS, "values": values}


def _sum(cloudwatch: Any, stream: str, minute: datetime) -> float | None:
    metric = {
        "Namespace": "AWS/Kinesis",
        "MetricName": "IncomingRecords",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
    }
    query = {"Id": "m", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}}
    answer = cloudwatch.get_metric_data(
        MetricDataQueries=[query], StartTime=minute, EndTime=minute + timedelta(minutes=1)
    )
    found: list[float] = answer["MetricDataResults"][0]["Values"]
    return found[0] if found else None


def _whole_minutes(seen: Seen) -> int:
    """0 while the minute itself runs, 1 in the minute after it, and so on."""
    return int(seen["values"][0][0] // 60)


MEASUREMENT = Measurement(
    id="metric_delay",
    asks="How long after a put does GetMetricData have it?",
    closes="`METRIC_VISIBLE_AFTER_S`",
    does="puts a record every five seconds of a minute, and asks GetMetricData as often",
    minutes=10,
    makes=Makes(records=RECORDS),
    observe=observe,
    behaviors=(
        Behavior("delay", "whole minutes after a minute began until it has a value", _whole_minutes),
        Behavior(
            "complete",
            "the first value is the whole minute",
            lambda seen: seen["values"][0][1] == seen["sent"],
        ),
    ),
)
