"""Why an alarm came into a state: the text for people, and the same as JSON for programs.

The words were recorded on AWS for one and for no datapoints, the JSON too:
https://github.com/localstack/localstack/blob/main/tests/aws/services/cloudwatch/test_cloudwatch.snapshot.json
Model: of several datapoints those are named that speak for the state, the newest first; if none does, all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from lablib.simulator import limits
from lablib.simulator.cloudwatch.alarm_evaluation import ALARM, COMPARISONS, NO_DATA

WORDS = {
    "GreaterThanOrEqualToThreshold": "greater than or equal to",
    "GreaterThanThreshold": "greater than",
    "LessThanThreshold": "less than",
    "LessThanOrEqualToThreshold": "less than or equal to",
}
TREATED_AS = {
    "breaching": "Breaching",
    "notBreaching": "NonBreaching",
    "ignore": "Ignored",
    "missing": "Missing",
}


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One period of an evaluation: when it began, and its datapoint, if there is one."""

    at_us: int
    value: float | None = None
    sample_count: int = 0


def reason(settings: dict[str, Any], state: str, periods: Sequence[Evaluated]) -> str:
    """In AWS's words. `periods` are those that decided, the newest first."""
    missing = sum(each.value is None for each in periods)
    if state == NO_DATA:
        return f"Insufficient Data: {_counted(missing, 'datapoint')} unknown."
    if missing == len(periods):
        treated = f"treated as [{TREATED_AS[settings['TreatMissingData']]}]"
        plural = "" if missing == 1 else "s"
        return (
            f"Threshold Crossed: no datapoints were received for {missing} period{plural} and "
            f"{_counted(missing, 'missing datapoint')} {treated}."
        )
    return f"Threshold Crossed: {_about_datapoints(settings, state, periods)}."


def reason_data(settings: dict[str, Any], periods: Sequence[Evaluated], at_us: int) -> str:
    """StateReasonData: what was evaluated, as JSON."""
    real = [each for each in periods if each.value is not None]
    data: dict[str, Any] = {"version": "1.0", "queryDate": _date(at_us)}
    if real:
        data["startDate"] = _date(min(each.at_us for each in real))
    if "Unit" in settings:
        data["unit"] = settings["Unit"]
    data |= {
        "statistic": settings.get("Statistic") or settings["ExtendedStatistic"],
        "period": settings["Period"],
        "recentDatapoints": [each.value for each in reversed(real)],
        "threshold": float(settings["Threshold"]),
        "evaluatedDatapoints": [_shown(each) for each in periods],
    }
    return json.dumps(data)


def is_json(text: str) -> bool:
    """What SetAlarmState takes as StateReasonData."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _about_datapoints(settings: dict[str, Any], state: str, periods: Sequence[Evaluated]) -> str:
    compare, threshold = COMPARISONS[settings["ComparisonOperator"]], float(settings["Threshold"])
    real = [(each, compare(each.value, threshold)) for each in periods if each.value is not None]
    speaking = [each for each, breaches in real if breaches is (state == ALARM)]
    listed = speaking or [each for each, _ in real]
    negated = "not " if (state == ALARM) is not bool(speaking) else ""
    shown = ", ".join(f"{each.value} ({_minute(each.at_us)})" for each in listed)
    plural, were = ("", "was") if len(listed) == 1 else ("s", "were")
    return (
        f"{len(listed)} datapoint{plural} [{shown}] {were} {negated}{WORDS[settings['ComparisonOperator']]} "
        f"the threshold ({threshold})"
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what} was" if count == 1 else f"{count} {what}s were"


def _shown(each: Evaluated) -> dict[str, Any]:
    shown: dict[str, Any] = {"timestamp": _date(each.at_us)}
    return (
        shown
        if each.value is None
        else shown | {"sampleCount": float(each.sample_count), "value": each.value}
    )


def _time(at_us: int) -> datetime:
    return datetime.fromtimestamp(at_us / limits.US_PER_S, UTC)


def _date(at_us: int) -> str:
    """2023-10-26T16:43:00.000+0000."""
    return f"{_time(at_us):%Y-%m-%dT%H:%M:%S}.{at_us // limits.US_PER_MS % 1_000:03d}+0000"


def _minute(at_us: int) -> str:
    """26/10/23 16:42:00."""
    return f"{_time(at_us):%d/%m/%y %H:%M:%S}"
