"""What CloudWatch refuses beyond wrong values: calls that are incomplete, and alarms without end."""

from __future__ import annotations

import boto3
import pytest
from alarm_fixture import settings
from botocore.config import Config
from botocore.exceptions import ClientError

from lablib import World
from lablib.simulator import limits


@pytest.mark.parametrize(
    ("operation", "params", "missing"),
    [
        ("get_metric_statistics", {"Namespace": "AWS/Kinesis", "Statistics": ["Sum"]}, 4),
        ("get_metric_statistics", {}, 5),
        ("get_metric_data", {}, 3),
    ],
)
def test_what_a_client_without_validation_leaves_out_is_named_line_by_line(operation, params, missing):
    with World(seed=7), pytest.raises(ClientError) as caught:
        getattr(boto3.client("cloudwatch", config=Config(parameter_validation=False)), operation)(**params)
    error = caught.value.response["Error"]
    lines = error["Message"].split("\n")
    assert (error["Code"], len(lines)) == ("MissingParameter", missing)
    assert "The parameter EndTime is required." in lines


def test_where_the_quota_is_used_up_an_alarm_can_be_changed_and_replaced(monkeypatch):
    monkeypatch.setattr(limits, "ALARMS_PER_REGION", 2)
    with World(seed=7):
        cloudwatch = boto3.client("cloudwatch")
        for name in ("first", "second"):
            cloudwatch.put_metric_alarm(**settings(AlarmName=name))
        with pytest.raises(cloudwatch.exceptions.LimitExceededFault):
            cloudwatch.put_metric_alarm(**settings(AlarmName="third"))
        cloudwatch.put_metric_alarm(**settings(AlarmName="second", Threshold=10))
        cloudwatch.delete_alarms(AlarmNames=["first"])
        cloudwatch.put_metric_alarm(**settings(AlarmName="third"))
        alarms = cloudwatch.describe_alarms()["MetricAlarms"]
    assert [(alarm["AlarmName"], alarm["Threshold"]) for alarm in alarms] == [("second", 10), ("third", 0)]
