"""CloudWatch, read by boto3, has in each minute what the wire, the functions and the mappings counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import Any

from mapped import Mapped
from small_world import SmallWorld
from wire_tap import MINUTE_US

from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did

OF_STREAMS = (
    "IncomingRecords",
    "IncomingBytes",
    "WriteProvisionedThroughputExceeded",
    "PutRecord.Success",
    "PutRecords.Success",
    "PutRecords.TotalRecords",
    "PutRecords.SuccessfulRecords",
    "PutRecords.FailedRecords",
    "PutRecords.ThrottledRecords",
)
Sums = dict[str, dict[int, float]]
"""By metric and minute; a minute without anything is left out."""


def check_streams(small: SmallWorld, names: set[str]) -> None:
    """The metrics of what was written."""
    for name in names:
        expected: Sums = defaultdict(dict)
        for (stream, metric, minute), count in small.tap.sums.items():
            if stream == name:
                expected[metric][minute] = count
        assert sums(small, "AWS/Kinesis", "StreamName", name, OF_STREAMS) == expected, name


def check_mapping(small: SmallWorld, mapped: Mapped) -> None:
    """The metrics of a mapping and of its function, which nobody else invokes."""
    invocations = mapped.function.invocations
    expected = {
        "Invocations": by_minute((each.at_us, 1) for each in invocations),
        "Errors": by_minute((each.at_us, each.failed) for each in invocations),
    }
    name = mapped.function.name
    assert sums(small, "AWS/Lambda", "FunctionName", name, tuple(expected)) == without_empty(expected), name
    history = mapped.mapping.history
    lost = (Did.DISCARDED, Did.TOO_OLD)
    expected = {
        "InvokedEventCount": by_minute((each.at_us, len(each.records)) for each in invocations),
        "FailedInvokeEventCount": by_minute(
            (step.ended_us, step.records) for step in history if step.did in (Did.FAILED, Did.PARTLY)
        ),
    }
    of_mapping = ("AWS/Lambda", "EventSourceMappingUUID", mapped.uuid)
    assert sums(small, *of_mapping, tuple(expected)) == without_empty(expected), name
    ends = sums(small, *of_mapping, ("DroppedEventCount", "OnFailureDestinationDeliveredEventCount"))
    told = sum(count for each in ends.values() for count in each.values())
    assert told == sum(step.records for step in history if step.did in lost), name


def by_minute(counts: Any) -> dict[int, float]:
    """Sums of (time, count)."""
    total: Counter[int] = Counter()
    for at_us, count in counts:
        total[at_us // MINUTE_US] += count
    return dict(+total)


def without_empty(found: Sums) -> Sums:
    return {metric: minutes for metric, minutes in found.items() if minutes}


def sums(small: SmallWorld, namespace: str, dimension: str, value: str, metrics: tuple[str, ...]) -> Sums:
    """What GetMetricData answers, minute by minute over the whole run, without zeros."""
    queries = [
        {
            "Id": f"m{index}",
            "MetricStat": {
                "Metric": {
                    "Namespace": namespace,
                    "MetricName": metric,
                    "Dimensions": [{"Name": dimension, "Value": value}],
                },
                "Period": 60,
                "Stat": "Sum",
            },
        }
        for index, metric in enumerate(metrics)
    ]
    found: Sums = {}
    span = {"StartTime": at(small.world.start_us), "EndTime": at(small.now_us + MINUTE_US)}
    answer = small.call("cloudwatch", "get_metric_data", MetricDataQueries=queries, **span)
    assert answer is not None
    assert "NextToken" not in answer
    for result in answer["MetricDataResults"]:
        minutes = {
            round(point.timestamp()) // 60: value
            for point, value in zip(result["Timestamps"], result["Values"], strict=True)
            if value
        }
        if minutes:
            found[metrics[int(result["Id"][1:])]] = minutes
    return found


def at(at_us: int) -> datetime:
    return datetime.fromtimestamp(at_us / limits.US_PER_S, UTC)
