"""One alarm on one metric: its evaluations, its state, and what it writes into the history.

An alarm is evaluated at each full minute, over the datapoints that are there by then. One that looks back for
more than a day is evaluated at each full hour.
Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field

from lablib.simulator import limits
from lablib.simulator.cloudwatch import state_reason
from lablib.simulator.cloudwatch.alarm_evaluation import COMPARISONS, NO_DATA, next_state
from lablib.simulator.cloudwatch.metrics import MINUTE_US, Datapoint, Metrics
from lablib.simulator.cloudwatch.queries import Params, read_statistic, to_datetime
from lablib.simulator.cloudwatch.state_reason import Evaluated

HOUR_US = limits.S_PER_HOUR * limits.US_PER_S


@dataclass(slots=True)
class MetricAlarm:
    """What it was told, its state, and its changes."""

    settings: Params
    configured_us: int
    evaluated_us: int
    """The last full minute that was looked at."""
    changed_us: int
    history: list[Params]
    """Of all alarms, oldest first, in the form of DescribeAlarmHistory."""
    state: str = NO_DATA
    reason: str = "Unchecked: Initial alarm creation"
    reason_data: str | None = None
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def arn(self) -> str:
        """Its Amazon Resource Name."""
        name = self.settings["AlarmName"]
        return f"arn:{limits.PARTITION}:cloudwatch:{limits.REGION}:{limits.ACCOUNT_ID}:alarm:{name}"

    def catch_up(self, metrics: Metrics, now_us: int) -> None:
        """Make up for the evaluations that were due until now."""
        looks_back_s = self.settings["Period"] * self.settings["EvaluationPeriods"]
        step_us = HOUR_US if looks_back_s > limits.ALARM_LONGEST_SHORT_S else MINUTE_US
        for at_us in range(self.evaluated_us // step_us * step_us + step_us, now_us + 1, step_us):
            self._evaluate(metrics, at_us)
            self.evaluated_us = at_us

    def change(self, at_us: int, state: str, reason: str, reason_data: str | None = None) -> None:
        """Come into a state; nothing happens if it is the one that it has. `reason_data` is JSON."""
        if state == self.state:
            return
        old, before = self.state, self._state_shown()
        self.state, self.reason, self.reason_data, self.changed_us = state, reason, reason_data, at_us
        data = {"version": "1.0", "oldState": before, "newState": self._state_shown()}
        self.note(at_us, "StateUpdate", f"Alarm updated from {old} to {state}", data)

    def note(self, at_us: int, kind: str, summary: str, data: Params) -> None:
        """Write into the history."""
        item = {"AlarmName": self.settings["AlarmName"], "AlarmType": "MetricAlarm", "HistoryItemType": kind}
        text = {"HistorySummary": summary, "HistoryData": json.dumps(data)}
        self.history.append(item | {"Timestamp": to_datetime(at_us)} | text)

    def description(self) -> Params:
        """In the form of DescribeAlarms."""
        data = {} if self.reason_data is None else {"StateReasonData": self.reason_data}
        return (
            copy.deepcopy(self.settings)
            | data
            | {
                "AlarmArn": self.arn,
                "AlarmConfigurationUpdatedTimestamp": to_datetime(self.configured_us),
                "StateValue": self.state,
                "StateReason": self.reason,
                "StateUpdatedTimestamp": to_datetime(self.changed_us),
                "StateTransitionedTimestamp": to_datetime(self.changed_us),
            }
        )

    def _evaluate(self, metrics: Metrics, at_us: int) -> None:
        settings, compare = self.settings, COMPARISONS[self.settings["ComparisonOperator"]]
        looked_at = _periods(metrics, settings, at_us)
        breaching = [
            None if each.value is None else compare(each.value, settings["Threshold"]) for each in looked_at
        ]
        periods: int = settings["EvaluationPeriods"]
        to_alarm, missing = (
            settings.get("DatapointsToAlarm", periods),
            settings.get("TreatMissingData", "missing"),
        )
        state = next_state(self.state, breaching, periods, to_alarm, missing)
        if state != self.state:
            decided = _that_decided(looked_at, periods)
            said = state_reason.reason(settings, state, decided)
            self.change(at_us, state, said, state_reason.reason_data(settings, decided, at_us))

    def _state_shown(self) -> Params:
        """In the form of HistoryData."""
        data = {} if self.reason_data is None else {"stateReasonData": json.loads(self.reason_data)}
        return {"stateValue": self.state, "stateReason": self.reason} | data


def _that_decided(looked_at: list[Evaluated], periods: int) -> list[Evaluated]:
    """EvaluationPeriods of them: real datapoints first, from farther back too, then the newest gaps."""
    real = [each for each in looked_at if each.value is not None][:periods]
    gaps = [each for each in looked_at if each.value is None][: periods - len(real)]
    return sorted([*real, *gaps], key=lambda each: -each.at_us)


def _periods(metrics: Metrics, settings: Params, end_us: int) -> list[Evaluated]:
    """Each period of the evaluation range, the newest first."""
    dimensions = [(each["Name"], each["Value"]) for each in settings["Dimensions"]]
    series = metrics.find(settings["Namespace"], settings["MetricName"], dimensions)
    periods = settings["EvaluationPeriods"] + limits.ALARM_EXTRA_PERIODS
    has_unit = series is not None and settings.get("Unit") in (None, series.unit)
    kept = series.minutes if series is not None and has_unit else {}
    statistic = read_statistic(settings.get("Statistic") or settings["ExtendedStatistic"])
    minutes = settings["Period"] // limits.METRIC_PERIOD_S
    last = metrics.evaluated_until_us(end_us) // MINUTE_US
    looked_at: list[Evaluated] = []
    for number in range(periods):
        end = last - number * minutes
        begin_us = (end - minutes) * MINUTE_US
        points = [kept[each] for each in range(end - minutes, end) if each in kept]
        point = Datapoint.merged(points)
        found = Evaluated(begin_us, statistic(point), point.sample_count) if points else Evaluated(begin_us)
        looked_at.append(found)
    return looked_at
