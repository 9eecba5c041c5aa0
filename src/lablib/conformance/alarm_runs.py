"""An alarm on throttled records: what cases about alarms share."""

from __future__ import annotations

from typing import Any

from lablib.conformance.environment import Environment, Stream


def make_alarm(env: Environment, stream: Stream | None = None, **settings: Any) -> str:
    """An alarm on throttled records of a stream: Sum above 0 in one minute."""
    name = env.name()
    asked = {
        "AlarmName": name,
        "Namespace": "AWS/Kinesis",
        "MetricName": "PutRecords.ThrottledRecords",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 0,
        "ComparisonOperator": "GreaterThanThreshold",
    }
    if stream is not None:
        asked["Dimensions"] = [{"Name": "StreamName", "Value": stream.name}]
    env.cloudwatch.put_metric_alarm(**asked | settings)
    env.undo(lambda: env.cloudwatch.delete_alarms(AlarmNames=[name]))
    return name


def shown(env: Environment, name: str) -> dict[str, Any]:
    """The alarm as DescribeAlarms has it."""
    [alarm] = env.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    found: dict[str, Any] = alarm
    return found


def state_of(env: Environment, name: str) -> str:
    """OK, ALARM or INSUFFICIENT_DATA."""
    state: str = shown(env, name)["StateValue"]
    return state
