"""Every answer of CloudWatch has the shape that botocore's service model gives it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
from alarm_fixture import DIMENSIONS, METRIC, settings
from answer_shapes import wrong_in
from botocore import xform_name

from lablib import World
from lablib.simulator import limits
from lablib.simulator.api.service_model import model_of
from lablib.simulator.cloudwatch import metrics_api
from lablib.simulator.cloudwatch.alarms_api import Alarms
from lablib.simulator.cloudwatch.metrics import Metrics

START = datetime.fromtimestamp(limits.WORLD_START_S, UTC)
HOUR = {"StartTime": START, "EndTime": START + timedelta(hours=1)}
STREAM = {**METRIC, "Dimensions": [{"Name": name, "Value": value} for name, value in DIMENSIONS]}
QUERY = {"Id": "throttled", "MetricStat": {"Metric": STREAM, "Period": 60, "Stat": "Sum"}}
TAGGED = {"ResourceARN": f"arn:aws:cloudwatch:us-east-1:{limits.ACCOUNT_ID}:alarm:throttled"}
NAMED = {"AlarmNames": ["throttled"]}

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("ListMetrics", {"Namespace": "AWS/Kinesis"}),
    ("GetMetricData", {"MetricDataQueries": [QUERY], **HOUR, "MaxDatapoints": 1}),
    ("GetMetricStatistics", {**STREAM, **HOUR, "Period": 60, "Statistics": ["Sum", "Average"]}),
    ("GetMetricStatistics", {**STREAM, **HOUR, "Period": 60, "ExtendedStatistics": ["p99.9"]}),
    ("DescribeAlarms", {"MaxRecords": 1}),
    ("DescribeAlarmsForMetric", STREAM),
    ("DescribeAlarmHistory", {}),
    ("SetAlarmState", {"AlarmName": "throttled", "StateValue": "OK", "StateReason": "a drill"}),
    ("DisableAlarmActions", NAMED),
    ("EnableAlarmActions", NAMED),
    ("TagResource", {**TAGGED, "Tags": [{"Key": "team", "Value": "billing"}]}),
    ("ListTagsForResource", TAGGED),
    ("UntagResource", {**TAGGED, "TagKeys": ["team"]}),
    ("DescribeAlarms", NAMED),
    ("DeleteAlarms", NAMED),
]
"""The life of an alarm on a metric with data, in which every operation but PutMetricAlarm is called."""


def throttle(world: World) -> None:
    """Two minutes in which a stream of one shard throttles, and two alarms on it."""
    kinesis, cloudwatch = boto3.client("kinesis"), boto3.client("cloudwatch")
    kinesis.create_stream(StreamName="usage-events", ShardCount=1)
    world.sleep(limits.CREATE_STREAM_S)
    for alarm in (settings(), settings(AlarmName="p99", Statistic=None, ExtendedStatistic="p99")):
        answer = cloudwatch.put_metric_alarm(**alarm)
        answer.pop("ResponseMetadata")
        assert wrong_in(answer, shape_of("PutMetricAlarm")) == []
    for _ in range(2):
        kinesis.put_records(
            StreamName="usage-events", Records=[{"Data": bytes(2**20 - 1), "PartitionKey": "t"}] * 2
        )
        world.sleep(60)


def shape_of(operation: str) -> Any:
    return model_of("cloudwatch").operation_model(operation).output_shape


def test_every_answer_about_metrics_and_alarms_fits_its_output_shape() -> None:
    called = {"PutMetricAlarm"}
    with World(seed=7) as world:
        throttle(world)
        for operation, params in CALLS:
            answer = getattr(boto3.client("cloudwatch"), xform_name(operation))(**params)
            answer.pop("ResponseMetadata")
            assert wrong_in(answer, shape_of(operation)) == [], operation
            assert all(answer[name] for name in answer if name not in ("Messages", "CompositeAlarms"))
            called.add(operation)

    assert called == metrics_api.OPERATIONS.keys() | Alarms(Metrics(), lambda: 0).operations.keys()
