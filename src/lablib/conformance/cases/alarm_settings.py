"""Alarms as settings: how they are shown, set by hand, tagged and refused."""

from __future__ import annotations

from datetime import datetime

from lablib.conformance.alarm_runs import make_alarm, shown
from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.refusals import invalid, refused
from lablib.conformance.sources import CLOUDWATCH_SNAPSHOT, cloudwatch_api

book = CaseBook("cloudwatch", "alarm_settings")
PUT = cloudwatch_api("PutMetricAlarm")
LOCALSTACK_SEPT_2023 = "LocalStack, September 2023"
LOCALSTACK_OCT_2023 = "LocalStack, October 2023"


@book.case("An alarm with the fewest settings shows empty actions, and nothing that nobody set",
           CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_OCT_2023, shards=0)  # fmt: skip
def smallest(env: Environment) -> None:
    name = make_alarm(env, Threshold=30)
    alarm = shown(env, name)
    for time in (
        "AlarmConfigurationUpdatedTimestamp", "StateUpdatedTimestamp", "StateTransitionedTimestamp"
    ):  # fmt: skip
        assert isinstance(alarm.pop(time, None), datetime), f"{time} is missing"
    wanted = {
        "ActionsEnabled": True,
        "AlarmActions": [],
        "AlarmArn": f"arn:aws:cloudwatch:{env.region}:{env.account}:alarm:{name}",
        "AlarmName": name,
        "ComparisonOperator": "GreaterThanThreshold",
        "Dimensions": [],
        "EvaluationPeriods": 1,
        "InsufficientDataActions": [],
        "MetricName": "PutRecords.ThrottledRecords",
        "Namespace": "AWS/Kinesis",
        "OKActions": [],
        "Period": 60,
        "StateReason": "Unchecked: Initial alarm creation",
        "StateValue": "INSUFFICIENT_DATA",
        "Statistic": "Sum",
        "Threshold": 30.0,
    }
    differs = {key for key in alarm.keys() | wanted.keys() if alarm.get(key) != wanted.get(key)}
    assert not differs, f"it differs in { ({key: alarm.get(key) for key in sorted(differs)}) }"


@book.case("Threshold is shown as a float", CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_OCT_2023, shards=0)
def threshold(env: Environment) -> None:
    alarm = shown(env, make_alarm(env, Threshold=2))["Threshold"]
    assert isinstance(alarm, float), f"it is {alarm!r}"


@book.case("DescribeAlarms answers composite alarms too: an empty list", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_SEPT_2023, shards=0)  # fmt: skip
def composite_alarms(env: Environment) -> None:
    answer = env.cloudwatch.describe_alarms(AlarmNames=[make_alarm(env)])
    assert answer.get("CompositeAlarms") == [], f"CompositeAlarms is {answer.get('CompositeAlarms')}"


@book.case("SetAlarmState sets state and reason until the next evaluation", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_SEPT_2023, shards=0)  # fmt: skip
def set_by_hand(env: Environment) -> None:
    name = make_alarm(env, TreatMissingData="ignore")
    env.cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="testing alarm")
    alarm = shown(env, name)
    assert (alarm["StateValue"], alarm["StateReason"]) == ("ALARM", "testing alarm")


@book.case("SetAlarmState with an unknown state: ValidationError with the three", CLOUDWATCH_SNAPSHOT,
           recorded="LocalStack, November 2023", shards=0)  # fmt: skip
def set_to_an_unknown_state(env: Environment) -> None:
    name = make_alarm(env)
    violation = invalid(
        "'INVALID'", "stateValue", "Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]"
    )
    with refused("ValidationError", f"1 validation error detected: {violation}"):
        env.cloudwatch.set_alarm_state(AlarmName=name, StateValue="INVALID", StateReason="test")


@book.case("SetAlarmState of an alarm that isn't there: ResourceNotFound, HTTP 404, without words",
           CLOUDWATCH_SNAPSHOT, recorded="LocalStack, November 2023", shards=0)  # fmt: skip
def set_nobody(env: Environment) -> None:
    with refused("ResourceNotFound", None, 404) as error:
        env.cloudwatch.set_alarm_state(AlarmName=env.name(), StateValue="OK", StateReason="test")
    words = error.response["Error"].get("Message")
    assert not words, f"it says {words!r}"


@book.case("Actions can be switched off and on again", CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_SEPT_2023,
           shards=0)  # fmt: skip
def actions_off(env: Environment) -> None:
    name = make_alarm(env)
    env.cloudwatch.disable_alarm_actions(AlarmNames=[name])
    off = shown(env, name)["ActionsEnabled"]
    env.cloudwatch.enable_alarm_actions(AlarmNames=[name])
    assert (off, shown(env, name)["ActionsEnabled"]) == (False, True)


@book.case("A deleted alarm isn't described any more", CLOUDWATCH_SNAPSHOT,
           recorded="LocalStack, January 2024", shards=0)  # fmt: skip
def deleted(env: Environment) -> None:
    name = make_alarm(env)
    env.cloudwatch.delete_alarms(AlarmNames=[name])
    answer = env.cloudwatch.describe_alarms(AlarmNames=[name])
    assert answer["MetricAlarms"] == []


@book.case("The tags of a deleted alarm: an empty list", cloudwatch_api("ListTagsForResource"),
           model=True, shards=0)  # fmt: skip
def tags_of_a_deleted_alarm(env: Environment) -> None:
    name = make_alarm(env, Tags=[{"Key": "a", "Value": "b"}])
    arn = shown(env, name)["AlarmArn"]
    env.cloudwatch.delete_alarms(AlarmNames=[name])
    found = env.cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"]
    assert found == [], f"they are {found}"


@book.case("Tags are kept until they are taken away", CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_SEPT_2023,
           shards=0)  # fmt: skip
def tags(env: Environment) -> None:
    name = make_alarm(env, Tags=[{"Key": "tag1", "Value": "foo"}, {"Key": "tag2", "Value": "bar"}])
    arn = shown(env, name)["AlarmArn"]
    env.cloudwatch.untag_resource(ResourceARN=arn, TagKeys=["tag1"])
    found = env.cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"]
    assert found == [{"Key": "tag2", "Value": "bar"}], f"they are {found}"


@book.case("New settings for an alarm leave its state", PUT, shards=0)
def changed(env: Environment) -> None:
    name = make_alarm(env, TreatMissingData="ignore")
    env.cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="test")
    make_alarm(env, AlarmName=name, Threshold=5, TreatMissingData="ignore")
    alarm = shown(env, name)
    found = (alarm["StateValue"], alarm["Threshold"])
    assert found == ("ALARM", 5.0), f"it is {found}"


@book.case("More DatapointsToAlarm than EvaluationPeriods is refused", PUT, shards=0)
def m_above_n(env: Environment) -> None:
    with refused("ValidationError"):
        make_alarm(env, EvaluationPeriods=2, DatapointsToAlarm=3)


@book.case("A period of 45 s is no period of an alarm", PUT, shards=0)
def crooked_period(env: Environment) -> None:
    with refused("ValidationError"):
        make_alarm(env, Period=45)


@book.case("Alarms are found by the metric that they watch", cloudwatch_api("DescribeAlarmsForMetric"))
def by_metric(env: Environment) -> None:
    stream = env.stream()
    name = make_alarm(env, stream)
    found = env.cloudwatch.describe_alarms_for_metric(
        Namespace="AWS/Kinesis",
        MetricName="PutRecords.ThrottledRecords",
        Dimensions=[{"Name": "StreamName", "Value": stream.name}],
    )["MetricAlarms"]
    assert [alarm["AlarmName"] for alarm in found] == [name]
