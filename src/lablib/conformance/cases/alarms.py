"""Alarms: how they are shown, when they change their state, and what missing data does to them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from lablib.conformance.case import CaseBook, Check
from lablib.conformance.environment import Environment, Stream
from lablib.conformance.refusals import invalid, refused
from lablib.conformance.sources import ALARMS, CLOUDWATCH_SNAPSHOT, MISSING_DATA, cloudwatch_api

book = CaseBook("cloudwatch", "alarms")
PUT = cloudwatch_api("PutMetricAlarm")
LOCALSTACK_SEPT_2023 = "LocalStack, September 2023"
LOCALSTACK_OCT_2023 = "LocalStack, October 2023"
BIG = bytes(1_000_000)


def _alarm(env: Environment, stream: Stream | None = None, **settings: Any) -> str:
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


def _shown(env: Environment, name: str) -> dict[str, Any]:
    [alarm] = env.cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    shown: dict[str, Any] = alarm
    return shown


def _state(env: Environment, name: str) -> str:
    state: str = _shown(env, name)["StateValue"]
    return state


@book.case("An alarm with the fewest settings shows empty actions, and nothing that nobody set",
           CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_OCT_2023, shards=0)  # fmt: skip
def smallest(env: Environment) -> None:
    name = _alarm(env, Threshold=30)
    shown = _shown(env, name)
    for time in (
        "AlarmConfigurationUpdatedTimestamp", "StateUpdatedTimestamp", "StateTransitionedTimestamp"
    ):  # fmt: skip
        assert isinstance(shown.pop(time, None), datetime), f"{time} is missing"
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
    differs = {key for key in shown.keys() | wanted.keys() if shown.get(key) != wanted.get(key)}
    assert not differs, f"it differs in { ({key: shown.get(key) for key in sorted(differs)}) }"


@book.case("Threshold is shown as a float", CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_OCT_2023, shards=0)
def threshold(env: Environment) -> None:
    shown = _shown(env, _alarm(env, Threshold=2))["Threshold"]
    assert isinstance(shown, float), f"it is {shown!r}"


@book.case("DescribeAlarms answers composite alarms too: an empty list", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_SEPT_2023, shards=0)  # fmt: skip
def composite_alarms(env: Environment) -> None:
    answer = env.cloudwatch.describe_alarms(AlarmNames=[_alarm(env)])
    assert answer.get("CompositeAlarms") == [], f"CompositeAlarms is {answer.get('CompositeAlarms')}"


@book.case("A throttled record fires an alarm on PutRecords.ThrottledRecords", ALARMS)
def fires(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(env, stream)
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    state = _state(env, name)
    assert state == "ALARM", f"it is {state}"


@book.case("The reason names datapoint, comparison and threshold", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_OCT_2023)  # fmt: skip
def reason(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(env, stream)
    minute = f"{datetime.now(UTC):%d/%m/%y %H:%M:00}"
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    words = f"Threshold Crossed: 1 datapoint [1.0 ({minute})] was greater than the threshold (0.0)."
    said = _shown(env, name)["StateReason"]
    assert said == words, f"it says {said!r}, not {words!r}"


@book.case("StateReasonData has the datapoints that were evaluated", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_OCT_2023)  # fmt: skip
def reason_data(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(env, stream)
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    data = json.loads(_shown(env, name)["StateReasonData"])
    found = {
        key: data.get(key) for key in ("version", "statistic", "period", "recentDatapoints", "threshold")
    }
    assert found == {
        "version": "1.0", "statistic": "Sum", "period": 60, "recentDatapoints": [1.0], "threshold": 0.0
    }, f"it is {data}"  # fmt: skip
    [point] = data["evaluatedDatapoints"]
    assert (point["value"], point["sampleCount"]) == (1.0, 1.0), f"it evaluated {point}"


@book.case("An alarm on PutRecords.Success stays quiet through partial failures", ALARMS)
def success_alarm_is_silent(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(
        env, stream, MetricName="PutRecords.Success", Statistic="Average", Threshold=1,
        ComparisonOperator="LessThanThreshold",
    )  # fmt: skip
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    assert _state(env, name) == "OK", f"it is {_state(env, name)}"


NO_DATA = "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as"
MISSING: list[tuple[str, str, str, str, str]] = [
    ("missing_by_default", "missing", "INSUFFICIENT_DATA", "Missing data, by default", ""),
    ("missing_not_breaching", "notBreaching", "OK", "Missing data as notBreaching",
     f"{NO_DATA} [NonBreaching]."),
    ("missing_breaching", "breaching", "ALARM", "Missing data as breaching", f"{NO_DATA} [Breaching]."),
]  # fmt: skip


def _missing(treatment: str, wanted: str, words: str) -> Check:
    def check(env: Environment) -> None:
        name = _alarm(env, env.stream(), TreatMissingData=treatment)
        env.metrics_arrive()
        env.wait(121)
        shown = _shown(env, name)
        assert shown["StateValue"] == wanted, f"it is {shown['StateValue']}"
        assert not words or shown["StateReason"] == words, f"it says {shown['StateReason']!r}"

    return check


for _name, _treatment, _wanted, _words, _reason in MISSING:
    _check = _missing(_treatment, _wanted, _reason)
    _check.__name__ = _name
    if _reason:
        book.case(
            f"{_words}: {_wanted}, and the reason says so", CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_SEPT_2023
        )(_check)
    else:
        book.case(f"{_words}: {_wanted}", MISSING_DATA)(_check)


@book.case("With ignore a missing minute leaves the state as it is", MISSING_DATA)
def missing_ignored(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(env, stream, TreatMissingData="ignore")
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(600)
    assert _state(env, name) == "ALARM", f"it is {_state(env, name)}"


@book.case("With notBreaching an alarm is OK again after a minute without datapoints", MISSING_DATA)
def recovers(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(env, stream, TreatMissingData="notBreaching")
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    first = _state(env, name)
    env.wait(600)
    assert (first, _state(env, name)) == ("ALARM", "OK"), f"it was {first}, then {_state(env, name)}"


@book.case("2 of 3 datapoints: one breaching minute doesn't fire, two do", ALARMS)
def m_of_n(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(env, stream, EvaluationPeriods=3, DatapointsToAlarm=2, TreatMissingData="notBreaching")
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    first = _state(env, name)
    for _ in range(2):
        env.put(stream, BIG, BIG)
        env.wait(60)
    env.metrics_arrive()
    assert (first, _state(env, name)) == ("OK", "ALARM"), f"it was {first}, then {_state(env, name)}"


@book.case("A change of state is in the history: Alarm updated from ... to ...", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_OCT_2023)  # fmt: skip
def history(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(env, stream)
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    items = env.cloudwatch.describe_alarm_history(AlarmName=name, HistoryItemType="StateUpdate")
    item = items["AlarmHistoryItems"][-1]
    found = (item["AlarmName"], item.get("AlarmType"), item["HistorySummary"])
    assert found == (name, "MetricAlarm", "Alarm updated from INSUFFICIENT_DATA to ALARM"), f"it is {found}"
    states = json.loads(item["HistoryData"])
    assert states["version"] == "1.0"
    assert states["oldState"]["stateValue"] == "INSUFFICIENT_DATA"
    assert states["newState"]["stateValue"] == "ALARM"


@book.case("SetAlarmState sets state and reason until the next evaluation", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_SEPT_2023, shards=0)  # fmt: skip
def set_by_hand(env: Environment) -> None:
    name = _alarm(env, TreatMissingData="ignore")
    env.cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="testing alarm")
    shown = _shown(env, name)
    assert (shown["StateValue"], shown["StateReason"]) == ("ALARM", "testing alarm")


@book.case("SetAlarmState with an unknown state: ValidationError with the three", CLOUDWATCH_SNAPSHOT,
           recorded="LocalStack, November 2023", shards=0)  # fmt: skip
def set_to_an_unknown_state(env: Environment) -> None:
    name = _alarm(env)
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
    name = _alarm(env)
    env.cloudwatch.disable_alarm_actions(AlarmNames=[name])
    off = _shown(env, name)["ActionsEnabled"]
    env.cloudwatch.enable_alarm_actions(AlarmNames=[name])
    assert (off, _shown(env, name)["ActionsEnabled"]) == (False, True)


@book.case("A deleted alarm isn't described any more", CLOUDWATCH_SNAPSHOT,
           recorded="LocalStack, January 2024", shards=0)  # fmt: skip
def deleted(env: Environment) -> None:
    name = _alarm(env)
    env.cloudwatch.delete_alarms(AlarmNames=[name])
    answer = env.cloudwatch.describe_alarms(AlarmNames=[name])
    assert answer["MetricAlarms"] == []


@book.case("The tags of a deleted alarm: an empty list", cloudwatch_api("ListTagsForResource"),
           model=True, shards=0)  # fmt: skip
def tags_of_a_deleted_alarm(env: Environment) -> None:
    name = _alarm(env, Tags=[{"Key": "a", "Value": "b"}])
    arn = _shown(env, name)["AlarmArn"]
    env.cloudwatch.delete_alarms(AlarmNames=[name])
    found = env.cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"]
    assert found == [], f"they are {found}"


@book.case("Tags are kept until they are taken away", CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_SEPT_2023,
           shards=0)  # fmt: skip
def tags(env: Environment) -> None:
    name = _alarm(env, Tags=[{"Key": "tag1", "Value": "foo"}, {"Key": "tag2", "Value": "bar"}])
    arn = _shown(env, name)["AlarmArn"]
    env.cloudwatch.untag_resource(ResourceARN=arn, TagKeys=["tag1"])
    found = env.cloudwatch.list_tags_for_resource(ResourceARN=arn)["Tags"]
    assert found == [{"Key": "tag2", "Value": "bar"}], f"they are {found}"


@book.case("New settings for an alarm leave its state", PUT, shards=0)
def changed(env: Environment) -> None:
    name = _alarm(env, TreatMissingData="ignore")
    env.cloudwatch.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="test")
    _alarm(env, AlarmName=name, Threshold=5, TreatMissingData="ignore")
    shown = _shown(env, name)
    found = (shown["StateValue"], shown["Threshold"])
    assert found == ("ALARM", 5.0), f"it is {found}"


@book.case("More DatapointsToAlarm than EvaluationPeriods is refused", PUT, shards=0)
def m_above_n(env: Environment) -> None:
    with refused("ValidationError"):
        _alarm(env, EvaluationPeriods=2, DatapointsToAlarm=3)


@book.case("A period of 45 s is no period of an alarm", PUT, shards=0)
def crooked_period(env: Environment) -> None:
    with refused("ValidationError"):
        _alarm(env, Period=45)


@book.case("Alarms are found by the metric that they watch", cloudwatch_api("DescribeAlarmsForMetric"))
def by_metric(env: Environment) -> None:
    stream = env.stream()
    name = _alarm(env, stream)
    found = env.cloudwatch.describe_alarms_for_metric(
        Namespace="AWS/Kinesis",
        MetricName="PutRecords.ThrottledRecords",
        Dimensions=[{"Name": "StreamName", "Value": stream.name}],
    )["MetricAlarms"]
    assert [alarm["AlarmName"] for alarm in found] == [name]
