"""An alarm on throttled records, and what it did: for the tests of alarms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

METRIC = {"Namespace": "AWS/Kinesis", "MetricName": "PutRecords.ThrottledRecords"}
DIMENSIONS = (("StreamName", "usage-events"),)


def settings(**changed):
    """Arguments of put_metric_alarm; one that is None is left out."""
    arguments = (
        METRIC
        | {
            "AlarmName": "throttled",
            "Dimensions": [{"Name": name, "Value": value} for name, value in DIMENSIONS],
            "Statistic": "Sum",
            "Period": 60,
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": 0,
            "EvaluationPeriods": 1,
            "TreatMissingData": "notBreaching",
        }
        | changed
    )
    return {name: value for name, value in arguments.items() if value is not None}


def changes(world, cloudwatch, name="throttled"):
    """An alarm's changes of state, oldest first: (whole minutes of the world, state)."""
    begin = datetime.fromtimestamp(world.start_us / 1_000_000, UTC)
    items = cloudwatch.describe_alarm_history(
        AlarmName=name, HistoryItemType="StateUpdate", ScanBy="TimestampAscending"
    )["AlarmHistoryItems"]
    return [
        ((item["Timestamp"] - begin) // timedelta(minutes=1), item["HistorySummary"].rpartition(" to ")[2])
        for item in items
    ]


def summaries(cloudwatch):
    """The history, the newest first."""
    return [item["HistorySummary"] for item in cloudwatch.describe_alarm_history()["AlarmHistoryItems"]]
