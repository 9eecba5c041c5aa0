"""What CloudWatch shows of the same run: one value a minute for each metric."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lablib.pictures.player.compact import deltas
from lablib.simulator import limits
from lablib.simulator.cloudwatch.metrics import Datapoint
from lablib.simulator.world import World

MINUTE_US = limits.METRIC_PERIOD_S * limits.US_PER_S
Dimension = tuple[str, str]
Shown = tuple[str, str, str, Dimension]
"""Namespace, metric, statistic, and the dimension that it is asked for."""


def of_stream(stream: str) -> list[Shown]:
    """What a dashboard of a stream shows of the writes to it."""
    statistics = {
        "IncomingRecords": "Sum",
        "WriteProvisionedThroughputExceeded": "Sum",
        "PutRecords.ThrottledRecords": "Sum",
        "PutRecords.FailedRecords": "Sum",
        "PutRecords.Success": "Average",
    }
    return [
        ("AWS/Kinesis", name, statistic, ("StreamName", stream)) for name, statistic in statistics.items()
    ]


def of_function(function: str) -> list[Shown]:
    """What a dashboard of a function shows of the mapping that invokes it."""
    statistics = {"IteratorAge": "Maximum", "Invocations": "Sum", "Errors": "Sum"}
    return [
        ("AWS/Lambda", name, statistic, ("FunctionName", function)) for name, statistic in statistics.items()
    ]


def minutes(world: World, shown: Iterable[Shown], start_us: int, end_us: int) -> dict[str, Any]:
    """Each metric's datapoints from the minute of `start_us` to that of `end_us`; the first is minute 0."""
    first, last = start_us // MINUTE_US, (end_us - 1) // MINUTE_US
    found = {}
    for namespace, name, statistic, dimension in shown:
        series = world.metrics.find(namespace, name, [dimension])
        points = sorted(series.minutes.items()) if series is not None else []
        points = [(minute, point) for minute, point in points if first <= minute <= last]
        if points:
            found[name] = {
                "stat": statistic,
                "at": deltas(minute - first for minute, _ in points),
                "value": [_number(statistic, point) for _, point in points],
            }
    return found


def _number(statistic: str, point: Datapoint) -> float:
    """To three digits behind the point, and without them where there are none."""
    value = round({"Sum": point.sum, "Average": point.average, "Maximum": point.maximum}[statistic], 3)
    return int(value) if value == int(value) else value
