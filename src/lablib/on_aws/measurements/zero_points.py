"""Zeros and gaps: which metrics have a datapoint in minutes without calls, or without throttles."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from lablib.conformance.environment import Environment
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen

METRICS = ("IncomingRecords", "PutRecords.ThrottledRecords", "WriteProvisionedThroughputExceeded")
BUSY = (True, False, True)
"""Whether a record is put, minute by minute."""


def observe(env: Environment) -> Seen:
    """A minute with a call, one without, one with a call again; then the datapoints of all three."""
    stream = env.stream()
    env.wait(60 - time.time() % 60 + 5)
    first_s = time.time() // 60 * 60
    for busy in BUSY:
        if busy:
            env.put(stream, b".")
        env.wait(60)
    env.metrics_arrive()
    points = {name: _points(env, stream.name, name, first_s) for name in METRICS}
    minutes = [first_s + 60 * minute for minute in range(len(BUSY))]
    return {
        "minutes": [
            {"calls": int(busy), "points": {name: points[name].get(at_s) for name in METRICS}}
            for busy, at_s in zip(BUSY, minutes, strict=True)
        ]
    }


def _points(env: Environment, stream: str, metric: str, first_s: float) -> dict[float, float]:
    """The sum of each minute that has a datapoint, by the minute's first second."""
    end_s = first_s + 60 * len(BUSY)
    points = env.cloudwatch.get_metric_statistics(
        Namespace="AWS/Kinesis",
        MetricName=metric,
        Dimensions=[{"Name": "StreamName", "Value": stream}],
        StartTime=datetime.fromtimestamp(first_s, UTC),
        EndTime=datetime.fromtimestamp(end_s, UTC),
        Period=60,
        Statistics=["Sum"],
    )["Datapoints"]
    return {point["Timestamp"].timestamp(): point["Sum"] for point in points}


def _with_a_point(seen: Seen, minute: int) -> list[str]:
    return [name for name, value in seen["minutes"][minute]["points"].items() if value is not None]


MEASUREMENT = Measurement(
    id="zero_points",
    asks="Does a quiet minute have zeros, or nothing?",
    closes="Metric samples",
    does="puts one record in the first and the third of three minutes, and reads the datapoints of each",
    minutes=10,
    makes=Makes(records=2),
    observe=observe,
    behaviors=(
        Behavior(
            "unthrottled", "with a call and no throttle, a datapoint in", lambda seen: _with_a_point(seen, 0)
        ),
        Behavior("quiet", "without any call, a datapoint in", lambda seen: _with_a_point(seen, 1)),
    ),
)
