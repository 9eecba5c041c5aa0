"""Alarms: when they ring, what they make of silence, and what their history says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib.alarm_rules import ALARM, NO_DATA, OK, next_state
from lablib.world import World

METRIC = {"Namespace": "AWS/Kinesis", "MetricName": "PutRecords.ThrottledRecords"}
DIMENSIONS = (("StreamName", "usage-events"),)
MINUTE_US = 60_000_000


def settings(**changed):
    return (
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


def timeline(minutes, **changed):
    """What an alarm does over minutes with so many throttled records, None for no call: (minute, state)."""
    with World(7) as world:
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings(**changed))
        for number, value in enumerate(minutes):
            if value is not None:
                at_us = world.start_us + number * MINUTE_US + MINUTE_US // 2
                world.metrics.add(*METRIC.values(), DIMENSIONS, value, at_us, "Count")
        world.sleep(60 * len(minutes))
        begin = datetime.fromtimestamp(world.start_us / 1_000_000, UTC)
        items = cloudwatch.describe_alarm_history(
            AlarmName="throttled", HistoryItemType="StateUpdate", ScanBy="TimestampAscending"
        )["AlarmHistoryItems"]
    return [
        ((item["Timestamp"] - begin) // timedelta(minutes=1), item["HistorySummary"].rpartition(" to ")[2])
        for item in items
    ]


def test_an_alarm_rings_when_the_bad_minute_is_over_and_ends_with_the_next_good_one():
    assert timeline([0, 0, 5, 0, 0]) == [(1, OK), (3, ALARM), (4, OK)]


def test_three_of_five_waits_for_the_third_bad_minute_and_forgets_it_five_minutes_later():
    patient = {"DatapointsToAlarm": 3, "EvaluationPeriods": 5}
    assert timeline([0, 5, 0, 5, 5, 0, 0, 0], **patient) == [(1, OK), (5, ALARM), (7, OK)]


@pytest.mark.parametrize(
    ("treatment", "changes"),
    [
        ("notBreaching", [(1, OK), (2, ALARM), (5, OK)]),
        ("breaching", [(1, OK), (2, ALARM)]),
        ("ignore", [(1, OK), (2, ALARM)]),
        ("missing", [(1, OK), (2, ALARM), (5, NO_DATA)]),
    ],
)
def test_after_a_bad_minute_silence_is_what_the_alarm_was_told(treatment, changes):
    """The bad datapoint decides as long as it is in the evaluation range, which is three minutes here."""
    assert timeline([0, 5, *[None] * 6], TreatMissingData=treatment) == changes


def test_a_long_period_slides_on_by_a_minute_at_each_evaluation():
    assert timeline([0, 5, *[0] * 6], Period=300) == [(1, OK), (2, ALARM), (7, OK)]


def test_success_is_silent_where_throttling_rings():
    below = {"MetricName": "PutRecords.Success", "ComparisonOperator": "LessThanThreshold", "Threshold": 0.99}
    assert timeline([0, 5, 0], **below) == [(1, OK)]


_ = None
KEPT = "as it was"


@pytest.mark.parametrize(
    ("oldest_to_newest", "states"),
    [
        ([0, _, 1, _, 1], [OK, OK, OK, OK]),  # three real datapoints decide, and no treatment is asked
        ([0, 1, 1, _, 1], [ALARM, ALARM, ALARM, ALARM]),
        ([0, _, _, _, _], [OK, OK, OK, OK]),
        ([_, _, 1, _, _], [ALARM, KEPT, ALARM, OK]),
        ([_, _, _, _, 1], [KEPT, KEPT, ALARM, OK]),  # missing: too young to be an alarm
        ([_, _, _, _, _], [NO_DATA, KEPT, ALARM, OK]),
    ],
)
def test_three_of_three_datapoints_with_gaps(oldest_to_newest, states):
    newest_first = [None if value is None else bool(value) for value in reversed(oldest_to_newest)]
    treatments = ("missing", "ignore", "breaching", "notBreaching")
    assert [next_state(KEPT, newest_first, 3, 3, each) for each in treatments] == states


def test_an_alarm_that_is_put_again_keeps_its_state():
    with World(7) as world:
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings(TreatMissingData="breaching"))
        world.sleep(120)
        cloudwatch.put_metric_alarm(**settings(Threshold=10, TreatMissingData="ignore"))
        (alarm,) = cloudwatch.describe_alarms(StateValue="ALARM")["MetricAlarms"]
        summaries = [
            item["HistorySummary"]
            for item in cloudwatch.describe_alarm_history(AlarmName="throttled")["AlarmHistoryItems"]
        ]
    assert (alarm["AlarmName"], alarm["Threshold"], alarm["DatapointsToAlarm"]) == ("throttled", 10, 1)
    assert summaries == [
        'Alarm "throttled" updated',
        "Alarm updated from INSUFFICIENT_DATA to ALARM",
        'Alarm "throttled" created',
    ]


def test_a_deleted_alarm_is_gone_with_its_history():
    with World(7):
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings())
        cloudwatch.delete_alarms(AlarmNames=["throttled"])
        assert cloudwatch.describe_alarms()["MetricAlarms"] == []
        assert cloudwatch.describe_alarm_history()["AlarmHistoryItems"] == []
        with pytest.raises(ClientError, match="no alarm 'throttled'"):
            cloudwatch.delete_alarms(AlarmNames=["throttled"])


def test_lists_come_in_pages():
    with World(7):
        cloudwatch = boto3.client("cloudwatch")
        for number in range(5):
            cloudwatch.put_metric_alarm(**settings(AlarmName=f"alarm-{number}"))
        pages = cloudwatch.get_paginator("describe_alarms").paginate(PaginationConfig={"PageSize": 2})
        assert [[alarm["AlarmName"] for alarm in page["MetricAlarms"]] for page in pages] == [
            ["alarm-0", "alarm-1"],
            ["alarm-2", "alarm-3"],
            ["alarm-4"],
        ]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"TreatMissingData": "good"}, "TreatMissingData must be one of breaching, ignore"),
        ({"ComparisonOperator": "Above"}, "ComparisonOperator must be one of Greater"),
        ({"Namespace": "AWS/SQS"}, "Namespace must be one of AWS/Kinesis, AWS/Lambda"),
        ({"Statistic": "Total"}, "Total is not a statistic"),
        ({"ExtendedStatistic": "p99"}, "either Statistic or ExtendedStatistic"),
        ({"Period": 10}, "give a multiple of 60"),
        ({"DatapointsToAlarm": 2}, "from 1 to EvaluationPeriods, which is 1"),
        ({"EvaluationPeriods": 1_441}, "86,460 s, and 86,400 s is most"),
        ({"Metrics": [{"Id": "m"}]}, "Metrics is not modelled"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_the_rule(changed, says):
    with World(7), pytest.raises(ClientError, match=says) as refused:
        boto3.client("cloudwatch").put_metric_alarm(**settings(**changed))
    assert refused.value.response["Error"]["Code"] == "ValidationError"
