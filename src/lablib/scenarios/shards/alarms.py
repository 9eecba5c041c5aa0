"""The alarms of lab 04: the four that its region has, and when an alarm fired."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client


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
    pages = world_client("cloudwatch").get_paginator("describe_alarm_history")
    return sorted(
        (int((item["Timestamp"] - begin).total_seconds()), item["HistorySummary"].rpartition(" to ")[2])
        for page in pages.paginate(AlarmName=name, HistoryItemType="StateUpdate")
        for item in page["AlarmHistoryItems"]
    )


def rang(name: str, begin: datetime) -> list[int]:
    """When an alarm went to ALARM, in whole minutes after `begin`; empty if it never did."""
    return [at_s // limits.METRIC_PERIOD_S for at_s, state in transitions(name, begin) if state == "ALARM"]
