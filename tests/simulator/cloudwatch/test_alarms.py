"""Alarms: how they are put, found, changed, tagged and deleted, and what is refused."""

from __future__ import annotations

import boto3
import pytest
from alarm_fixture import METRIC, changes, settings, summaries
from botocore.exceptions import ClientError

from lablib.simulator.cloudwatch.alarm_evaluation import ALARM, OK
from lablib.simulator.world import World


def test_an_alarm_that_is_put_again_keeps_its_state():
    with World(7) as world:
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings(TreatMissingData="breaching"))
        world.sleep(120)
        cloudwatch.put_metric_alarm(**settings(Threshold=10, TreatMissingData="ignore"))
        (alarm,) = cloudwatch.describe_alarms(StateValue="ALARM")["MetricAlarms"]
        told = summaries(cloudwatch)
    assert (alarm["AlarmName"], alarm["Threshold"], alarm["TreatMissingData"]) == ("throttled", 10, "ignore")
    assert told == [
        'Alarm "throttled" updated',
        "Alarm updated from INSUFFICIENT_DATA to ALARM",
        'Alarm "throttled" created',
    ]


def test_a_deleted_alarm_is_gone_and_its_history_stays():
    with World(7):
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings())
        cloudwatch.delete_alarms(AlarmNames=["throttled", "throttled"])
        assert cloudwatch.describe_alarms()["MetricAlarms"] == []
        assert summaries(cloudwatch) == ['Alarm "throttled" deleted', 'Alarm "throttled" created']
        cloudwatch.delete_alarms(AlarmNames=["throttled"])  # silent
        assert len(summaries(cloudwatch)) == 2
        with pytest.raises(cloudwatch.exceptions.ResourceNotFound) as caught:
            cloudwatch.set_alarm_state(AlarmName="throttled", StateValue="OK", StateReason="drill")
        assert caught.value.response["Error"]["Message"] == ""


def test_an_alarm_is_described_with_its_three_lists_of_actions_and_without_what_nobody_set():
    """As recorded on AWS: LocalStack, tests/aws/services/cloudwatch/test_cloudwatch.snapshot.json."""
    with World(7):
        cloudwatch = boto3.client("cloudwatch")
        given = {name: value for name, value in settings(Threshold=2).items() if name != "TreatMissingData"}
        cloudwatch.put_metric_alarm(**given)
        (alarm,) = cloudwatch.describe_alarms()["MetricAlarms"]
    assert [alarm[kind] for kind in ("OKActions", "AlarmActions", "InsufficientDataActions")] == [[], [], []]
    assert not {"TreatMissingData", "DatapointsToAlarm", "AlarmDescription", "Unit"} & alarm.keys()
    assert (type(alarm["Threshold"]), alarm["Threshold"]) == (float, 2.0)


def test_the_states_of_an_alarm_are_listed_in_aws_order():
    with World(7), pytest.raises(ClientError) as caught:
        boto3.client("cloudwatch").set_alarm_state(AlarmName="a", StateValue="RED", StateReason="drill")
    assert "Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]" in str(caught.value)


def test_what_happened_last_stands_first_also_within_a_moment():
    with World(7) as world:
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings(AlarmName="a", TreatMissingData="breaching"))
        cloudwatch.put_metric_alarm(**settings(AlarmName="b", TreatMissingData="breaching"))
        world.sleep(60)
        newest_first = [
            (item["AlarmName"], item["HistoryItemType"])
            for item in cloudwatch.describe_alarm_history()["AlarmHistoryItems"]
        ]
        oldest_first = [
            (item["AlarmName"], item["HistoryItemType"])
            for item in cloudwatch.describe_alarm_history(ScanBy="TimestampAscending")["AlarmHistoryItems"]
        ]
    assert oldest_first == [
        ("a", "ConfigurationUpdate"),
        ("b", "ConfigurationUpdate"),
        ("a", "StateUpdate"),
        ("b", "StateUpdate"),
    ]
    assert newest_first == oldest_first[::-1]


def test_a_state_that_was_set_holds_until_the_next_evaluation():
    with World(7) as world:
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings())
        world.sleep(90)
        cloudwatch.set_alarm_state(AlarmName="throttled", StateValue="ALARM", StateReason="a drill")
        (during,) = cloudwatch.describe_alarms()["MetricAlarms"]
        world.sleep(60)
        assert (during["StateValue"], during["StateReason"]) == ("ALARM", "a drill")
        assert changes(world, cloudwatch) == [(1, OK), (1, ALARM), (2, OK)]
        with pytest.raises(ClientError, match="at 'stateValue' failed to satisfy constraint"):
            cloudwatch.set_alarm_state(AlarmName="throttled", StateValue="RED", StateReason="")
        with pytest.raises(cloudwatch.exceptions.ResourceNotFound):
            cloudwatch.set_alarm_state(AlarmName="other", StateValue="OK", StateReason="")


def test_alarms_are_found_by_name_state_action_and_metric():
    page, mail = "arn:aws:sns:us-east-1:123456789012:page", "arn:aws:sns:us-east-1:123456789012:mail"
    with World(7):
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings(AlarmName="east-1", AlarmActions=[page]))
        cloudwatch.put_metric_alarm(**settings(AlarmName="east-2", OKActions=[mail], Period=120))
        cloudwatch.put_metric_alarm(**settings(AlarmName="west-1", Dimensions=[]))

        def names(**filters):
            return [alarm["AlarmName"] for alarm in cloudwatch.describe_alarms(**filters)["MetricAlarms"]]

        def names_on(**metric):
            found = cloudwatch.describe_alarms_for_metric(**METRIC, **metric)["MetricAlarms"]
            return [alarm["AlarmName"] for alarm in found]

        stream = settings()["Dimensions"]
        assert [
            names(AlarmNames=["west-1", "east-1", "none"]),
            names(AlarmNamePrefix="east"),
            names(StateValue="OK"),
            names(ActionPrefix="arn:aws:sns:us-east-1:123456789012:p"),
            names(AlarmTypes=["CompositeAlarm"]),
            names_on(Dimensions=stream),
            names_on(Dimensions=stream, Period=60),
            names_on(),
        ] == [
            ["east-1", "west-1"],
            ["east-1", "east-2"],
            [],
            ["east-1"],
            [],
            ["east-1", "east-2"],
            ["east-1"],
            ["west-1"],
        ]
        with pytest.raises(ClientError, match="either AlarmNames or AlarmNamePrefix"):
            names(AlarmNames=["east-1"], AlarmNamePrefix="east")


def test_actions_are_switched_and_kept():
    with World(7):
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings())
        seen = []
        for switch in (cloudwatch.disable_alarm_actions, cloudwatch.enable_alarm_actions):
            switch(AlarmNames=["throttled", "unknown"])
            seen.append(cloudwatch.describe_alarms()["MetricAlarms"][0]["ActionsEnabled"])
    assert seen == [False, True]


def test_an_alarm_has_tags():
    with World(7):
        cloudwatch = boto3.client("cloudwatch")
        cloudwatch.put_metric_alarm(**settings(Tags=[{"Key": "team", "Value": "billing"}]))
        cloudwatch.put_metric_alarm(**settings(Tags=[{"Key": "ignored", "Value": "in an update"}]))
        (alarm,) = cloudwatch.describe_alarms()["MetricAlarms"]
        resource = {"ResourceARN": alarm["AlarmArn"]}
        cloudwatch.tag_resource(**resource, Tags=[{"Key": "lab", "Value": "04"}])
        cloudwatch.untag_resource(**resource, TagKeys=["team", "other"])
        assert cloudwatch.list_tags_for_resource(**resource)["Tags"] == [{"Key": "lab", "Value": "04"}]
        nobody = {"ResourceARN": alarm["AlarmArn"] + "s"}
        assert cloudwatch.list_tags_for_resource(**nobody)["Tags"] == []
        with pytest.raises(cloudwatch.exceptions.ResourceNotFoundException):
            cloudwatch.tag_resource(**nobody, Tags=[])


def test_what_is_changed_outside_does_not_change_an_alarm():
    with World(7):
        cloudwatch = boto3.client("cloudwatch")
        mine = settings()
        cloudwatch.put_metric_alarm(**mine)
        mine["Dimensions"].clear()
        cloudwatch.describe_alarms()["MetricAlarms"][0]["Dimensions"].clear()
        assert cloudwatch.describe_alarms()["MetricAlarms"][0]["Dimensions"] == settings()["Dimensions"]


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("put_composite_alarm", {"AlarmName": "both", "AlarmRule": "ALARM(a)"}),
        ("put_anomaly_detector", {}),
        ("describe_anomaly_detectors", {}),
    ],
)
def test_other_kinds_of_alarms_are_refused_and_not_left_to_an_emulator(operation, params):
    with World(7), pytest.raises(ClientError, match="The lab's CloudWatch does not model"):
        getattr(boto3.client("cloudwatch"), operation)(**params)


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
        ({"ComparisonOperator": "Above"}, "at 'comparisonOperator' failed to satisfy"),
        ({"Namespace": "AWS/SQS"}, "Namespace must be one of AWS/Kinesis, AWS/Lambda"),
        ({"Statistic": "Total"}, "Value 'Total' at 'statistic' failed to satisfy"),
        ({"Statistic": None, "ExtendedStatistic": "tm99"}, "tm99 is not a statistic that the lab has"),
        ({"ComparisonOperator": "GreaterThanUpperThreshold"}, "ComparisonOperator must be one of Greater"),
        ({"ExtendedStatistic": "p99"}, "either Statistic or ExtendedStatistic"),
        ({"Period": 10}, "give a multiple of 60"),
        ({"DatapointsToAlarm": 2}, "from 1 to EvaluationPeriods, which is 1"),
        ({"EvaluationPeriods": 1_441}, "86,460 s, and 86,400 s is most"),
        ({"Metrics": [{"Id": "m"}]}, "Metrics: not modelled"),
        ({"EvaluationWindow": {"WallClockWindow": {}}}, "EvaluationWindow: not modelled"),
        ({"Threshold": None}, "needs Threshold"),
        ({"AlarmName": "x" * 256}, "Member must have length less than or equal to 255"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_the_rule(changed, says):
    with World(7), pytest.raises(ClientError, match=says) as refused:
        boto3.client("cloudwatch").put_metric_alarm(**settings(**changed))
    assert refused.value.response["Error"]["Code"] == "ValidationError"
