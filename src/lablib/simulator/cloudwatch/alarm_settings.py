"""What an alarm is told, and whether it can be: the parameters of CloudWatch's calls about alarms.

Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html. AWS
publishes no error texts; those of lengths and enumerations are its general ones, the others are ours.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api import constraints
from lablib.simulator.api.errors import AwsError
from lablib.simulator.cloudwatch.alarm_evaluation import COMPARISONS, TREATMENTS
from lablib.simulator.cloudwatch.metrics_api import NAMESPACES
from lablib.simulator.cloudwatch.queries import Params, is_percentile, is_period, to_us

KEPT = frozenset(
    {
        "AlarmName",
        "AlarmDescription",
        "ActionsEnabled",
        "OKActions",
        "AlarmActions",
        "InsufficientDataActions",
        "MetricName",
        "Namespace",
        "Statistic",
        "ExtendedStatistic",
        "Dimensions",
        "Period",
        "Unit",
        "EvaluationPeriods",
        "DatapointsToAlarm",
        "Threshold",
        "ComparisonOperator",
        "TreatMissingData",
    }
)
"""The parameters of PutMetricAlarm that are modelled, beside Tags."""
ACTIONS = ("OKActions", "AlarmActions", "InsufficientDataActions")
"""They are described also when they are empty; what else was not given is not (recorded on AWS)."""
NEEDED = ("MetricName", "Namespace", "Period", "Threshold", "EvaluationPeriods", "ComparisonOperator")


def checked(operation: str, params: Params) -> Params:
    """The parameters as plain data of our own, with lengths, ranges and enumerations checked.

    Time stamps are seconds since the epoch. Raises `ValidationError`.
    """
    plain: Params = _plain(params)
    try:
        constraints.check("cloudwatch", operation, plain)
    except AwsError as error:
        raise invalid(error.message) from error
    return plain


def read_settings(params: Params) -> Params:
    """The settings of PutMetricAlarm as they are described, Tags left out. Raises `ValidationError`."""
    unknown = sorted(params.keys() - KEPT - {"Tags"})
    if unknown:
        names = ", ".join(unknown)
        raise invalid(f"{names}: not modelled in the lab. Give one metric, a statistic and a threshold")
    missing = [name for name in NEEDED if name not in params]
    if missing:
        raise invalid(f"an alarm on a metric needs {' and '.join(missing)}")
    settings: Params = {"ActionsEnabled": True, "Dimensions": []} | {kind: [] for kind in ACTIONS}
    settings |= {name: value for name, value in params.items() if name in KEPT}
    settings["Threshold"] = float(settings["Threshold"])
    for problem in [*_wrong_words(settings), *_wrong_times(settings)]:
        raise invalid(problem)
    return settings


def invalid(text: str) -> AwsError:
    """CloudWatch's error for parameters that cannot be."""
    return AwsError("ValidationError", text)


def _wrong_words(settings: Params) -> list[str]:
    allowed = {"ComparisonOperator": COMPARISONS, "TreatMissingData": TREATMENTS, "Namespace": NAMESPACES}
    problems = [
        f"the value {settings[name]} for parameter {name} must be one of {', '.join(sorted(values))}"
        for name, values in allowed.items()
        if name in settings and settings[name] not in values
    ]
    statistic, percentile = settings.get("Statistic"), settings.get("ExtendedStatistic")
    if (statistic is None) == (percentile is None):
        problems.append("give either Statistic or ExtendedStatistic")
    elif percentile is not None and not is_percentile(percentile):
        problems.append(f"{percentile} is not a statistic that the lab has: give a percentile, such as p99.9")
    return problems


def _wrong_times(settings: Params) -> list[str]:
    problems = []
    period_s, periods = settings["Period"], settings["EvaluationPeriods"]
    if period_s < limits.METRIC_PERIOD_S or not is_period(period_s):
        problems.append(
            f"Period is {period_s} s, and the lab has metrics by the minute: give a multiple of 60"
        )
    if settings.get("DatapointsToAlarm", periods) > periods:
        problems.append(f"DatapointsToAlarm must be from 1 to EvaluationPeriods, which is {periods}")
    longest_s = limits.ALARM_LONGEST_S if period_s >= limits.S_PER_HOUR else limits.ALARM_LONGEST_SHORT_S
    if period_s * periods > longest_s:
        problems.append(
            f"Period times EvaluationPeriods is {period_s * periods:,} s, and {longest_s:,} s is most"
        )
    return problems


def _plain(value: Any) -> Any:
    """As it would be once it had been sent: a copy, in the types of JSON."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return to_us(value) / limits.US_PER_S
    if isinstance(value, Decimal):
        return float(value)
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value
