"""CloudWatch alarms on the region's metrics: put, described with their history, and deleted.

An alarm is evaluated at each full minute, over the datapoints up to there. Metrics keep their minutes, and
nothing acts on an alarm here (actions are kept and not carried out), so the evaluations that are due are made
up for when somebody asks. Sources: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html,
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html,
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html and
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html

What differs from AWS, on purpose: a minute is evaluated the moment it is over, as its datapoint is complete
then. Metric math, anomaly detection, composite alarms and alarms on other services' metrics are refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lablib import limits
from lablib.alarm_rules import COMPARISONS, NO_DATA, TREATMENTS, next_state
from lablib.cloudwatch import NAMESPACES, next_token, read_token
from lablib.cloudwatch_query import (
    STATISTICS,
    Params,
    is_percentile,
    is_period,
    read_statistic,
    to_datetime,
    to_us,
)
from lablib.errors import AwsError
from lablib.metrics import MINUTE_US, Datapoint, Metrics

Answer = dict[str, Any]
NOT_MODELLED = ("Metrics", "ThresholdMetricId", "EvaluateLowSampleCountPercentile", "EvaluationCriteria")
NEEDED = ("MetricName", "Namespace", "Period", "Threshold")
KEPT = ("AlarmDescription", "OKActions", "AlarmActions", "InsufficientDataActions", "Unit")


@dataclass(slots=True)
class Alarm:
    """One alarm: what it was told, its state, and its changes."""

    settings: Params
    configured_us: int
    evaluated_us: int
    """The last full minute that was looked at."""
    state: str = NO_DATA
    reason: str = "Unchecked: Initial alarm creation"
    changed_us: int = 0
    history: list[Params] = field(default_factory=list)
    """Oldest first, in the form of DescribeAlarmHistory."""

    def note(self, at_us: int, kind: str, summary: str, data: Params) -> None:
        """Write into the history."""
        item = {"AlarmName": self.settings["AlarmName"], "AlarmType": "MetricAlarm", "HistoryItemType": kind}
        text = {"HistorySummary": summary, "HistoryData": json.dumps(data, default=str)}
        self.history.append(item | {"Timestamp": to_datetime(at_us)} | text)

    def evaluate(self, metrics: Metrics, at_us: int) -> None:
        """Look at the periods that end at `at_us`."""
        settings, compare = self.settings, COMPARISONS[self.settings["ComparisonOperator"]]
        values = _values(metrics, settings, at_us)
        breaching = [None if value is None else compare(value, settings["Threshold"]) for value in values]
        periods, to_alarm = settings["EvaluationPeriods"], settings["DatapointsToAlarm"]
        state = next_state(self.state, breaching, periods, to_alarm, settings["TreatMissingData"])
        if state != self.state:
            old, self.state, self.changed_us = self.state, state, at_us
            self.reason = f"the newest datapoints first: {values}; threshold {settings['Threshold']}"
            data = {
                "oldState": {"stateValue": old},
                "newState": {"stateValue": state, "stateReason": self.reason},
            }
            self.note(at_us, "StateUpdate", f"Alarm updated from {old} to {state}", data)

    def description(self) -> Params:
        """In the form of DescribeAlarms."""
        name = self.settings["AlarmName"]
        return self.settings | {
            "AlarmArn": f"arn:aws:cloudwatch:{limits.REGION}:{limits.ACCOUNT_ID}:alarm:{name}",
            "AlarmConfigurationUpdatedTimestamp": to_datetime(self.configured_us),
            "StateValue": self.state,
            "StateReason": self.reason,
            "StateUpdatedTimestamp": to_datetime(self.changed_us),
            "StateTransitionedTimestamp": to_datetime(self.changed_us),
        }


class Alarms:
    """The alarms of one world."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._alarms: dict[str, Alarm] = {}

    def answer(self, operation_name: str, params: Params, now_us: int) -> Answer | None:
        """What CloudWatch says to a call about alarms; None to any other call. Raises AwsError."""
        operation = self._operations.get(operation_name)
        if operation is None:
            return None
        for alarm in self._alarms.values():
            for at_us in range(alarm.evaluated_us + MINUTE_US, now_us + 1, MINUTE_US):
                alarm.evaluate(self._metrics, at_us)
                alarm.evaluated_us = at_us
        return operation(params, now_us)

    @property
    def _operations(self) -> dict[str, Callable[[Params, int], Answer]]:
        return {
            "PutMetricAlarm": self._put,
            "DescribeAlarms": self._describe,
            "DescribeAlarmHistory": self._describe_history,
            "DeleteAlarms": self._delete,
        }

    def _put(self, params: Params, now_us: int) -> Answer:
        """A new alarm knows nothing yet. One that exists keeps its state and gets new settings."""
        settings = _read(params)
        alarm = self._alarms.get(settings["AlarmName"])
        if alarm is None:
            evaluated_us = now_us // MINUTE_US * MINUTE_US
            alarm = Alarm(settings, now_us, evaluated_us, changed_us=now_us)
            self._alarms[settings["AlarmName"]] = alarm
            did = "created"
        else:
            alarm.settings, alarm.configured_us, did = settings, now_us, "updated"
        alarm.note(now_us, "ConfigurationUpdate", f'Alarm "{settings["AlarmName"]}" {did}', settings)
        return {}

    def _describe(self, params: Params, now_us: int) -> Answer:
        names = params.get("AlarmNames")
        found = [
            alarm.description()
            for name, alarm in sorted(self._alarms.items())
            if (names is None or name in names)
            and name.startswith(params.get("AlarmNamePrefix", ""))
            and params.get("StateValue") in (None, alarm.state)
        ]
        page, rest = _page(found, params)
        return {"MetricAlarms": page, "CompositeAlarms": []} | rest

    def _describe_history(self, params: Params, now_us: int) -> Answer:
        start_us, end_us = (
            None if params.get(name) is None else to_us(params[name]) for name in ("StartDate", "EndDate")
        )
        found = [
            item
            for name, alarm in self._alarms.items()
            if params.get("AlarmName") in (None, name)
            for item in alarm.history
            if params.get("HistoryItemType") in (None, item["HistoryItemType"])
            and (start_us is None or to_us(item["Timestamp"]) >= start_us)
            and (end_us is None or to_us(item["Timestamp"]) <= end_us)
        ]
        found.sort(key=lambda item: item["Timestamp"], reverse=params.get("ScanBy") != "TimestampAscending")
        page, rest = _page(found, params)
        return {"AlarmHistoryItems": page} | rest

    def _delete(self, params: Params, now_us: int) -> Answer:
        """All of them or none."""
        for name in params["AlarmNames"]:
            if name not in self._alarms:
                raise AwsError("ResourceNotFound", f"there is no alarm {name!r}")  # the text is ours
        for name in params["AlarmNames"]:
            self._alarms.pop(name, None)
        return {}


def _values(metrics: Metrics, settings: Params, end_us: int) -> list[float | None]:
    """The statistic over each period of the evaluation range, the newest first; None without a datapoint."""
    dimensions = [(each["Name"], each["Value"]) for each in settings["Dimensions"]]
    series = metrics.find(settings["Namespace"], settings["MetricName"], dimensions)
    periods = settings["EvaluationPeriods"] + limits.ALARM_EXTRA_PERIODS
    if series is None or settings.get("Unit") not in (None, series.unit):
        return [None] * periods
    statistic = read_statistic(settings.get("Statistic") or settings["ExtendedStatistic"])
    minutes = settings["Period"] // limits.METRIC_PERIOD_S
    last = end_us // MINUTE_US
    values: list[float | None] = []
    for number in range(periods):
        end = last - number * minutes
        points = [series.minutes[each] for each in range(end - minutes, end) if each in series.minutes]
        values.append(statistic(Datapoint.merged(points)) if points else None)
    return values


def _read(params: Params) -> Params:
    """The settings with their defaults. Raises AwsError; AWS publishes no texts, so they are ours."""
    for name in NOT_MODELLED:
        if params.get(name):
            raise _invalid(f"{name} is not modelled in the lab. Give one metric, a statistic and a threshold")
    missing = [name for name in NEEDED if params.get(name) is None]
    if missing:
        raise _invalid(f"an alarm on a metric needs {' and '.join(missing)}")
    settings = {"ActionsEnabled": True, "Dimensions": [], "TreatMissingData": "missing"} | {
        name: value for name, value in params.items() if name != "Tags"
    }
    settings.setdefault("DatapointsToAlarm", settings["EvaluationPeriods"])
    for problem in _problems(settings):
        raise _invalid(problem)
    return settings


def _problems(settings: Params) -> list[str]:
    """What is wrong with settings that are complete."""
    period_s, periods = settings["Period"], settings["EvaluationPeriods"]
    allowed = {"ComparisonOperator": COMPARISONS, "TreatMissingData": TREATMENTS, "Namespace": NAMESPACES}
    problems = [
        f"the value {settings[name]} for parameter {name} must be one of {', '.join(sorted(values))}"
        for name, values in allowed.items()
        if settings[name] not in values
    ]
    statistic, percentile = settings.get("Statistic"), settings.get("ExtendedStatistic")
    if (statistic is None) == (percentile is None):
        problems.append("give either Statistic or ExtendedStatistic")
    elif statistic not in {None, *STATISTICS} or not (percentile is None or is_percentile(percentile)):
        problems.append(f"{statistic or percentile} is not a statistic")
    if period_s < limits.METRIC_PERIOD_S or not is_period(period_s):
        problems.append(
            f"Period is {period_s} s, and the lab has metrics by the minute: give a multiple of 60"
        )
    if not 1 <= settings["DatapointsToAlarm"] <= periods:
        problems.append(f"DatapointsToAlarm must be from 1 to EvaluationPeriods, which is {periods}")
    longest_s = limits.ALARM_LONGEST_S if period_s >= limits.S_PER_HOUR else limits.ALARM_LONGEST_SHORT_S
    if period_s * periods > longest_s:
        problems.append(
            f"Period times EvaluationPeriods is {period_s * periods:,} s, and {longest_s:,} s is most"
        )
    return problems


def _invalid(text: str) -> AwsError:
    return AwsError("ValidationError", text)


def _page(items: list[Params], params: Params) -> tuple[list[Params], Params]:
    start = read_token(params, "InvalidNextToken")
    end = start + params.get("MaxRecords", limits.DESCRIBE_ALARMS_PAGE)
    return items[start:end], next_token(end, len(items))
