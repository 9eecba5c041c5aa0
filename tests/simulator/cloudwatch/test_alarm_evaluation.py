"""Alarms: when they ring, and what they make of silence and of what comes late."""

from __future__ import annotations

import boto3
import pytest
from alarm_fixture import DIMENSIONS, METRIC, changes, settings

from lablib.simulator.cloudwatch.alarm_evaluation import ALARM, NO_DATA, OK, next_state
from lablib.simulator.world import World

MINUTE_US = 60_000_000


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
        return changes(world, cloudwatch)


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


@pytest.mark.parametrize(
    ("oldest_to_newest", "states"),
    [
        ([0, _, 1, _, 1], [ALARM, ALARM, ALARM, ALARM]),
        ([0, 0, 1, 0, 1], [ALARM, ALARM, ALARM, ALARM]),
        ([0, _, 1, _, _], [OK, OK, ALARM, OK]),
        ([_, _, _, _, 0], [OK, OK, ALARM, OK]),
        ([_, _, _, 1, _], [ALARM, KEPT, ALARM, OK]),
    ],
)
def test_two_of_three_datapoints_with_gaps(oldest_to_newest, states):
    newest_first = [None if value is None else bool(value) for value in reversed(oldest_to_newest)]
    treatments = ("missing", "ignore", "breaching", "notBreaching")
    assert [next_state(KEPT, newest_first, 3, 2, each) for each in treatments] == states


@pytest.mark.parametrize("ask_each_s", [10, 300])
def test_a_failure_is_known_when_it_ends_however_often_somebody_asks(ask_each_s):
    """Its sample carries the minute in which it began; that minute was judged when it was over."""
    with World(7) as world:

        def handler(event, context):
            raise RuntimeError(event)

        world.deploy(handler, name="slow", timeout_s=300, takes_s=150)
        cloudwatch = boto3.client("cloudwatch")
        failed = {
            "Namespace": "AWS/Lambda",
            "MetricName": "Errors",
            "Dimensions": [{"Name": "FunctionName", "Value": "slow"}],
        }
        cloudwatch.put_metric_alarm(**settings(**failed))
        boto3.client("lambda").invoke(FunctionName="slow", InvocationType="Event", Payload=b"{}")
        for _ in range(300 // ask_each_s):
            world.sleep(ask_each_s)
            cloudwatch.describe_alarms()
        assert changes(world, cloudwatch) == [(1, OK), (3, ALARM), (4, OK)]


def test_an_alarm_that_looks_back_for_more_than_a_day_is_evaluated_each_full_hour():
    with World(7) as world:
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings(Period=3_600, EvaluationPeriods=25, DatapointsToAlarm=1))
        cloudwatch.put_metric_alarm(**settings(AlarmName="a day", Period=3_600, EvaluationPeriods=24))
        world.sleep(90 * 60)
        world.metrics.add(*METRIC.values(), DIMENSIONS, 5, world.clock.now_us, "Count")
        world.sleep(31 * 60)
        assert changes(world, cloudwatch) == [(60, OK), (120, ALARM)]
        assert changes(world, cloudwatch, "a day") == [(1, OK)]
