"""Alarms: how they are shown, when they change their state, and what missing data does to them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from lablib.conformance.alarm_runs import make_alarm, shown, state_of
from lablib.conformance.case import CaseBook, Check
from lablib.conformance.environment import Environment
from lablib.conformance.sources import ALARMS, CLOUDWATCH_SNAPSHOT, MISSING_DATA

book = CaseBook("cloudwatch", "alarms")
LOCALSTACK_SEPT_2023 = "LocalStack, September 2023"
LOCALSTACK_OCT_2023 = "LocalStack, October 2023"
BIG = bytes(1_000_000)


@book.case("A throttled record fires an alarm on PutRecords.ThrottledRecords", ALARMS)
def fires(env: Environment) -> None:
    stream = env.stream()
    name = make_alarm(env, stream)
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    state = state_of(env, name)
    assert state == "ALARM", f"it is {state}"


@book.case("The reason names datapoint, comparison and threshold", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_OCT_2023)  # fmt: skip
def reason(env: Environment) -> None:
    stream = env.stream()
    name = make_alarm(env, stream)
    minute = f"{datetime.now(UTC):%d/%m/%y %H:%M:00}"
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    words = f"Threshold Crossed: 1 datapoint [1.0 ({minute})] was greater than the threshold (0.0)."
    said = shown(env, name)["StateReason"]
    assert said == words, f"it says {said!r}, not {words!r}"


@book.case("StateReasonData has the datapoints that were evaluated", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_OCT_2023)  # fmt: skip
def reason_data(env: Environment) -> None:
    stream = env.stream()
    name = make_alarm(env, stream)
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    data = json.loads(shown(env, name)["StateReasonData"])
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
    name = make_alarm(
        env, stream, MetricName="PutRecords.Success", Statistic="Average", Threshold=1,
        ComparisonOperator="LessThanThreshold",
    )  # fmt: skip
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    assert state_of(env, name) == "OK", f"it is {state_of(env, name)}"


NO_DATA = "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as"
MISSING: list[tuple[str, str, str, str, str]] = [
    ("missing_by_default", "missing", "INSUFFICIENT_DATA", "Missing data, by default", ""),
    ("missing_not_breaching", "notBreaching", "OK", "Missing data as notBreaching",
     f"{NO_DATA} [NonBreaching]."),
    ("missing_breaching", "breaching", "ALARM", "Missing data as breaching", f"{NO_DATA} [Breaching]."),
]  # fmt: skip


def _missing(treatment: str, wanted: str, words: str) -> Check:
    def check(env: Environment) -> None:
        name = make_alarm(env, env.stream(), TreatMissingData=treatment)
        env.metrics_arrive()
        env.wait(121)
        alarm = shown(env, name)
        assert alarm["StateValue"] == wanted, f"it is {alarm['StateValue']}"
        assert not words or alarm["StateReason"] == words, f"it says {alarm['StateReason']!r}"

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
    name = make_alarm(env, stream, TreatMissingData="ignore")
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(600)
    assert state_of(env, name) == "ALARM", f"it is {state_of(env, name)}"


@book.case("With notBreaching an alarm is OK again after a minute without datapoints", MISSING_DATA)
def recovers(env: Environment) -> None:
    stream = env.stream()
    name = make_alarm(env, stream, TreatMissingData="notBreaching")
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    first = state_of(env, name)
    env.wait(600)
    assert (first, state_of(env, name)) == ("ALARM", "OK"), f"it was {first}, then {state_of(env, name)}"


@book.case("2 of 3 datapoints: one breaching minute doesn't fire, two do", ALARMS)
def m_of_n(env: Environment) -> None:
    stream = env.stream()
    name = make_alarm(env, stream, EvaluationPeriods=3, DatapointsToAlarm=2, TreatMissingData="notBreaching")
    env.put(stream, BIG, BIG)
    env.metrics_arrive()
    env.wait(61)
    first = state_of(env, name)
    for _ in range(2):
        env.put(stream, BIG, BIG)
        env.wait(60)
    env.metrics_arrive()
    assert (first, state_of(env, name)) == ("OK", "ALARM"), f"it was {first}, then {state_of(env, name)}"


@book.case("A change of state is in the history, with both states in its HistoryData", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_OCT_2023)  # fmt: skip
def history(env: Environment) -> None:
    stream = env.stream()
    name = make_alarm(env, stream)
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
