"""What provokes each error of CloudWatch: usually, and of the operations that need something else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from error_scene import Provocation, Scene, changed

from lablib import World
from lablib.simulator import limits

METRIC = {"Namespace": "AWS/Kinesis", "MetricName": "PutRecords.ThrottledRecords"}
START = datetime.fromtimestamp(limits.WORLD_START_S, UTC)
HOUR = {"StartTime": START, "EndTime": START + timedelta(hours=1)}
NAMED = {"AlarmNames": ["throttled"]}
TAGGED = {"ResourceARN": f"arn:aws:cloudwatch:{limits.REGION}:{limits.ACCOUNT_ID}:alarm:throttled"}
TAGS = [{"Key": "team", "Value": "billing"}]
UNKNOWN = {"ResourceARN": f"{TAGGED['ResourceARN']}-not"}
ALARM = METRIC | {
    "AlarmName": "throttled",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 0,
    "ComparisonOperator": "GreaterThanThreshold",
}

CALLS: dict[str, dict[str, Any]] = {
    "DeleteAlarms": NAMED,
    "DescribeAlarmHistory": {},
    "DescribeAlarms": {},
    "DescribeAlarmsForMetric": METRIC,
    "DisableAlarmActions": NAMED,
    "EnableAlarmActions": NAMED,
    "GetMetricData": {
        "MetricDataQueries": [
            {"Id": "throttled", "MetricStat": {"Metric": METRIC, "Period": 60, "Stat": "Sum"}}
        ],
        **HOUR,
    },
    "GetMetricStatistics": {**METRIC, **HOUR, "Period": 60, "Statistics": ["Sum"]},
    "ListMetrics": {},
    "ListTagsForResource": TAGGED,
    "PutMetricAlarm": ALARM,
    "SetAlarmState": {"AlarmName": "throttled", "StateValue": "ALARM", "StateReason": "a drill"},
    "TagResource": {**TAGGED, "Tags": TAGS},
    "UntagResource": {**TAGGED, "TagKeys": ["team"]},
}
"""A call of each operation on an alarm and on its metric."""


def scene_of(world: World, operation: str) -> Scene:
    """The alarm `throttled`, with a tag."""
    scene = Scene(world, "cloudwatch", operation, CALLS[operation])
    scene.client.put_metric_alarm(**ALARM, Tags=TAGS)
    return scene


def one_alarm_too_many(scene: Scene) -> None:
    """The quota is 5,000 on AWS; here the first alarm fills it."""
    with patch.object(limits, "ALARMS_PER_REGION", 1):
        scene.call()
        scene.call(AlarmName="another")


forged_token = changed(NextToken="forged")

USUALLY: dict[str, Provocation] = {
    "InvalidFormat": changed(StateReasonData="no JSON"),
    "InvalidNextToken": forged_token,
    "InvalidParameterCombination": changed(ExtendedStatistics=["p99"]),
    "InvalidParameterValue": changed(Period=61),
    "LimitExceeded": one_alarm_too_many,
    "MissingParameter": changed(MetricName=None),
    "ResourceNotFound": changed(AlarmName="gone"),
    "ResourceNotFoundException": changed(**UNKNOWN),
}
INSTEAD: dict[tuple[str, str], Provocation] = {
    ("ListMetrics", "InvalidParameterValue"): forged_token,
}
