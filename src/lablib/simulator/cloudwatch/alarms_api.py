"""CloudWatch alarms on the region's metrics: put, described with their history, tagged, and deleted.

Nothing acts on an alarm here (actions are kept and not carried out), so the evaluations that are due are made
up for when somebody asks, or when a sample comes that belongs to a minute before. The pages are
API_PutMetricAlarm.html and so on under
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/.

What differs from AWS, on purpose: a minute is evaluated the moment it is over. Metric math, anomaly
detection, composite alarms and alarms on other services' metrics are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.cloudwatch.alarm import MetricAlarm
from lablib.simulator.cloudwatch.alarm_settings import ACTIONS, checked, invalid, read_settings
from lablib.simulator.cloudwatch.metrics import MINUTE_US, Metrics
from lablib.simulator.cloudwatch.metrics_api import next_token, read_token
from lablib.simulator.cloudwatch.queries import Params, to_us
from lablib.simulator.cloudwatch.state_reason import is_json

Answer = dict[str, Any]
TAGGING = ("ListTagsForResource", "TagResource", "UntagResource")
"""They are ours if they are about an alarm."""
OURS = ("Alarm", "AnomalyDetector")
"""An operation that is named after one of these is answered here, or refused."""


class Alarms:
    """The alarms of one world. `now_us` tells its time."""

    def __init__(self, metrics: Metrics, now_us: Callable[[], int]) -> None:
        self._metrics = metrics
        self._alarms: dict[str, MetricAlarm] = {}
        self._history: list[Params] = []
        """Of the alarms that there are and of those that were deleted."""
        metrics.before_past_sample = lambda: self._catch_up(now_us())
        self.operations: dict[str, Callable[[Params, int], Answer]] = {
            "PutMetricAlarm": self._put,
            "DescribeAlarms": self._describe,
            "DescribeAlarmsForMetric": self._describe_for_metric,
            "DescribeAlarmHistory": self._describe_history,
            "DeleteAlarms": self._delete,
            "SetAlarmState": self._set_state,
            "EnableAlarmActions": lambda params, _: self._switch_actions(params, on=True),
            "DisableAlarmActions": lambda params, _: self._switch_actions(params, on=False),
            "ListTagsForResource": self._list_tags,
            "TagResource": self._tag,
            "UntagResource": self._untag,
        }

    def answer(self, operation_name: str, params: Params, now_us: int) -> Answer | None:
        """What CloudWatch says to a call about alarms; None to any other call. Raises AwsError."""
        if operation_name in TAGGING and ":alarm:" not in params.get("ResourceARN", ""):
            return None
        operation = self.operations.get(operation_name)
        if operation is None:
            if any(kind in operation_name for kind in OURS):
                raise AwsError(
                    "NotModelled",
                    f"The lab's CloudWatch does not model {operation_name}. On AWS this call exists;"
                    f" here these do: {', '.join(sorted(self.operations))}.",
                )
            return None
        self._catch_up(now_us)
        return operation(checked(operation_name, params), now_us)

    def _catch_up(self, now_us: int) -> None:
        for alarm in self._alarms.values():
            alarm.catch_up(self._metrics, now_us)

    def _put(self, params: Params, now_us: int) -> Answer:
        """A new alarm knows nothing yet. One that exists keeps its state and tags and gets new settings."""
        settings = read_settings(params)
        name = settings["AlarmName"]
        alarm = self._alarms.get(name)
        did = "updated"
        if alarm is None:
            self._check_quota()
            did, last_minute_us = "created", now_us // MINUTE_US * MINUTE_US
            alarm = self._alarms[name] = MetricAlarm(settings, now_us, last_minute_us, now_us, self._history)
            alarm.tags = _as_dict(params.get("Tags", []))
        alarm.settings, alarm.configured_us = settings, now_us
        alarm.note(now_us, "ConfigurationUpdate", f'Alarm "{name}" {did}', settings)
        return {}

    def _describe(self, params: Params, now_us: int) -> Answer:
        _check_filters(params)
        names, prefix = params.get("AlarmNames"), params.get("AlarmNamePrefix", "")
        found = [
            alarm.description()
            for name, alarm in sorted(self._alarms.items())
            if (names is None or name in names)
            and name.startswith(prefix)
            and params.get("StateValue") in (None, alarm.state)
            and _has_action(alarm, params.get("ActionPrefix", ""))
            and "MetricAlarm" in params.get("AlarmTypes", ["MetricAlarm"])
        ]
        page, rest = _page(found, params)
        return {"MetricAlarms": page, "CompositeAlarms": []} | rest

    def _describe_for_metric(self, params: Params, now_us: int) -> Answer:
        """Those on exactly this metric; statistic, period and unit narrow it down if they are given."""
        narrow = [name for name in ("Statistic", "ExtendedStatistic", "Period", "Unit") if name in params]
        found = [
            alarm.description()
            for _, alarm in sorted(self._alarms.items())
            if all(alarm.settings.get(name) == params[name] for name in ("Namespace", "MetricName", *narrow))
            and _dimensions(alarm.settings) == _dimensions(params)
        ]
        return {"MetricAlarms": found}

    def _describe_history(self, params: Params, now_us: int) -> Answer:
        start_us, end_us = (to_us(params.get(name, default)) for name, default in _DATES.items())
        found = [
            item
            for item in sorted(self._history, key=lambda item: item["Timestamp"])
            if params.get("AlarmName") in (None, item["AlarmName"])
            and params.get("HistoryItemType") in (None, item["HistoryItemType"])
            and "MetricAlarm" in params.get("AlarmTypes", ["MetricAlarm"])
            and start_us <= to_us(item["Timestamp"]) <= end_us
        ]
        if params.get("ScanBy") != "TimestampAscending":
            found.reverse()
        page, rest = _page(found, params)
        return {"AlarmHistoryItems": [dict(item) for item in page]} | rest

    def _delete(self, params: Params, now_us: int) -> Answer:
        """Names that no alarm has are passed over. The history of the others stays."""
        for name in params["AlarmNames"]:
            alarm = self._alarms.pop(name, None)
            if alarm is not None:
                alarm.note(now_us, "ConfigurationUpdate", f'Alarm "{name}" deleted', alarm.settings)
        return {}

    def _set_state(self, params: Params, now_us: int) -> Answer:
        """Until the next evaluation finds otherwise."""
        alarm = self._find(params["AlarmName"])
        data = params.get("StateReasonData")
        if data is not None and not is_json(data):
            raise AwsError("InvalidFormat", f"StateReasonData is no JSON: {data}")  # the text is ours
        alarm.change(now_us, params["StateValue"], params["StateReason"], data)
        return {}

    def _switch_actions(self, params: Params, *, on: bool) -> Answer:
        """Names that no alarm has are passed over (model)."""
        for name in params["AlarmNames"]:
            if name in self._alarms:
                self._alarms[name].settings["ActionsEnabled"] = on
        return {}

    def _list_tags(self, params: Params, now_us: int) -> Answer:
        """None of an alarm that is not there, as after its deletion (recorded on AWS)."""
        arn = params["ResourceARN"]
        tags = [each.tags for each in self._alarms.values() if each.arn == arn]
        return {"Tags": [{"Key": key, "Value": value} for found in tags for key, value in found.items()]}

    def _tag(self, params: Params, now_us: int) -> Answer:
        self._find_arn(params).tags |= _as_dict(params["Tags"])
        return {}

    def _untag(self, params: Params, now_us: int) -> Answer:
        alarm = self._find_arn(params)
        alarm.tags = {key: value for key, value in alarm.tags.items() if key not in params["TagKeys"]}
        return {}

    def _check_quota(self) -> None:
        if len(self._alarms) >= limits.ALARMS_PER_REGION:  # the text is ours
            most = limits.ALARMS_PER_REGION
            raise AwsError(
                "LimitExceeded", f"The account has {most} alarms in this region, and {most} is most."
            )

    def _find(self, name: str) -> MetricAlarm:
        if name not in self._alarms:
            raise AwsError("ResourceNotFound", "", status=404)  # AWS's message is empty (recorded)
        return self._alarms[name]

    def _find_arn(self, params: Params) -> MetricAlarm:
        arn = params["ResourceARN"]
        for alarm in self._alarms.values():
            if alarm.arn == arn:
                return alarm
        raise AwsError(
            "ResourceNotFoundException", f"there is no alarm {arn}", status=404
        )  # the text is ours


_DATES = {"StartDate": 0.0, "EndDate": 253_402_300_799.0}
"""The range of DescribeAlarmHistory, and what it is unless given: up to the end of the year 9999."""


def _check_filters(params: Params) -> None:
    """The texts are ours."""
    if "AlarmNames" in params and "AlarmNamePrefix" in params:
        raise invalid("give either AlarmNames or AlarmNamePrefix, but not both")
    family = sorted({"ChildrenOfAlarmName", "ParentsOfAlarmName"} & params.keys())
    if family:
        raise invalid(f"{family[0]} is about composite alarms, which the lab does not model")


def _has_action(alarm: MetricAlarm, prefix: str) -> bool:
    actions = [action for kind in ACTIONS for action in alarm.settings[kind]]
    return not prefix or any(action.startswith(prefix) for action in actions)


def _dimensions(params: Params) -> set[tuple[str, str]]:
    return {(each["Name"], each["Value"]) for each in params.get("Dimensions", [])}


def _as_dict(tags: list[Params]) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in tags}


def _page(items: list[Params], params: Params) -> tuple[list[Params], Params]:
    start = read_token(params, "InvalidNextToken")
    end = start + params.get("MaxRecords", limits.DESCRIBE_ALARMS_PAGE)
    return items[start:end], next_token(end, len(items))
