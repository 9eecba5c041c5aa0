"""What a CloudWatch request asks for: a time range, a period, a statistic, and whether that can be asked.

AWS publishes no error texts. A text with an issue's address beside it was reported there by a user of AWS;
"as moto has it" and "from memory" mean that no report was found; the others are ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from botocore.utils import parse_to_aware_datetime

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.service_model import model_of
from lablib.simulator.cloudwatch.metrics import Datapoint, Series

Params = dict[str, Any]
Statistic = Callable[[Datapoint], float]

STATISTICS: dict[str, Statistic] = {
    "SampleCount": lambda point: float(point.sample_count),
    "Sum": lambda point: point.sum,
    "Average": lambda point: point.average,
    "Minimum": lambda point: float(point.minimum),
    "Maximum": lambda point: float(point.maximum),
}
PERCENTILE = re.compile(r"p(\d{1,2}(?:\.\d{1,10})?|100(?:\.0{1,10})?)")
QUERY_ID = re.compile(r"[a-z][a-zA-Z0-9_]*")
EPOCH: datetime = parse_to_aware_datetime(0)


@dataclass(frozen=True, slots=True)
class Window:
    """A time range of a request, `end_us` exclusive, asked for at `now_us`.

    Minutes that began after `visible_until_us` can't be read yet.
    """

    start_us: int
    end_us: int
    now_us: int
    visible_until_us: int

    def points(self, series: Series, period_s: int) -> list[tuple[int, Datapoint]]:
        """Datapoints of `period_s`, oldest first, as (start of the period in us, datapoint).

        The older the start, the coarser a period has to be, or there are no datapoints. The start is rounded
        down to what is still kept; periods are counted from there, not from the full hour:
        https://github.com/boto/boto3/issues/3457
        """
        finest_s = self._finest_period_s()
        if period_s % finest_s:
            return []
        step_us = max(finest_s, min(period_s, limits.METRIC_PERIOD_S)) * limits.US_PER_S
        start_us = self.start_us // step_us * step_us
        end_us = min(self.end_us, self.visible_until_us + 1)
        return series.periods(start_us, end_us, period_s * limits.US_PER_S)

    def _finest_period_s(self) -> int:
        age_us = self.now_us - self.start_us
        for oldest_s, period_s in limits.METRIC_FINEST_PERIODS_S:
            if age_us <= oldest_s * limits.US_PER_S:
                return period_s
        return limits.METRIC_FINEST_PERIOD_OLDEST_S


def read_window(params: Params, now_us: int, visible_until_us: int, code: str) -> Window:
    """StartTime and EndTime in any form that boto3 takes. Raises AwsError with `code` if out of order."""
    window = Window(to_us(params["StartTime"]), to_us(params["EndTime"]), now_us, visible_until_us)
    if window.start_us >= window.end_us:  # recorded on AWS by LocalStack's authors, also for equal times
        raise AwsError(code, "The parameter StartTime must be less than the parameter EndTime.")
    return window


def to_us(value: Any) -> int:
    """A time stamp as boto3 takes it (datetime, ISO 8601 text, seconds since the epoch), in us."""
    moment: datetime = parse_to_aware_datetime(value)
    return (moment - EPOCH) // timedelta(microseconds=1)


def to_datetime(at_us: int) -> datetime:
    """A time stamp as boto3 returns it, in UTC."""
    return EPOCH + timedelta(microseconds=at_us)


def is_statistic(name: str) -> bool:
    """One of the five statistics, or a percentile such as `p99.9`? Trimmed means are not modelled."""
    return name in STATISTICS or is_percentile(name)


def is_percentile(name: str) -> bool:
    """Is it a percentile from p0 to p100?"""
    return PERCENTILE.fullmatch(name) is not None


def read_statistic(name: str) -> Statistic:
    """How to compute the statistic of this name, for which `is_statistic` holds."""
    if name in STATISTICS:
        return STATISTICS[name]
    percent = Decimal(name.removeprefix("p"))
    return lambda point: float(point.percentile(percent))


def is_period(period_s: int) -> bool:
    """May it be asked for? Below a minute it may, but a metric kept by the minute is not finer for it."""
    below_a_minute = period_s in limits.METRIC_PERIODS_BELOW_A_MINUTE_S
    return below_a_minute or (period_s > 0 and period_s % limits.METRIC_PERIOD_S == 0)


def period_rule(where: str, period_s: int) -> str:
    """Ours: no report of AWS's text was found since there are periods below a minute."""
    others = ", ".join(str(period) for period in limits.METRIC_PERIODS_BELOW_A_MINUTE_S)
    rule = f"{others} or a multiple of {limits.METRIC_PERIOD_S}"
    return f"The value {period_s} for parameter {where} must be {rule}."


def check_required(operation: str, params: Params) -> None:
    """Clients need not check what they send. Raises `MissingParameter` with a line for each that is missing.

    https://github.com/yegor256/s3auth/issues/134
    """
    required = model_of("cloudwatch").operation_model(operation).input_shape.required_members
    missing = [f"The parameter {name} is required." for name in required if params.get(name) is None]
    if missing:
        raise AwsError("MissingParameter", "\n".join(missing))


def check_statistics(params: Params) -> None:
    """GetMetricStatistics takes exactly one of Statistics and ExtendedStatistics. Raises AwsError."""
    plain, extended = params.get("Statistics", []), params.get("ExtendedStatistics", [])
    if not plain and not extended:  # as moto has it
        text = "Must specify either Statistics or ExtendedStatistics"
        raise AwsError("InvalidParameterCombination", text)
    if plain and extended:  # ours
        text = "Must specify either Statistics or ExtendedStatistics, but not both"
        raise AwsError("InvalidParameterCombination", text)
    for index, name in enumerate(plain, 1):
        if name not in STATISTICS:  # https://github.com/sensu/sensu-community-plugins/pull/1134
            allowed = "[ Sum, Maximum, Minimum, SampleCount, Average ]"
            text = f"The parameter Statistics.member.{index} must be a value in the set {allowed}."
            raise AwsError("InvalidParameterValue", text)
    for index, name in enumerate(extended, 1):
        if not is_percentile(name):  # from memory
            text = f"The value {name} for parameter ExtendedStatistics.member.{index} is not supported."
            raise AwsError("InvalidParameterValue", text)


def check_datapoint_count(window: Window, period_s: int) -> None:
    """GetMetricStatistics has no pages: too many periods, with data or without, are an error.

    The text: https://github.com/cloud-custodian/cloud-custodian/issues/7683
    """
    count = -(-(window.end_us - window.start_us) // (period_s * limits.US_PER_S))
    most = limits.GET_METRIC_STATISTICS_MAX_DATAPOINTS
    if count > most:
        raise AwsError(
            "InvalidParameterCombination",
            f"You have requested up to {count} datapoints, which exceeds the limit of {most}. "
            "You may reduce the datapoints requested by increasing Period, or decreasing the time range.",
        )


def check_queries(queries: list[Params], namespaces: Collection[str]) -> None:
    """The queries of GetMetricData. Raises ValidationError with every problem of every query, a line each."""
    if len(queries) > limits.GET_METRIC_DATA_MAX_QUERIES:
        most = limits.GET_METRIC_DATA_MAX_QUERIES
        # from memory, in the words of PutMetricData: https://github.com/aknostic/elasticsearch-cloudwatch/issues/3
        text = f"The collection MetricDataQueries must not have a size greater than {most}."
        raise AwsError("ValidationError", text)
    if len({query["Id"] for query in queries}) < len(queries):
        text = "The values for parameter id in MetricDataQueries are not unique."  # from memory
        raise AwsError("ValidationError", text)
    problems = [
        problem
        for index, query in enumerate(queries, 1)
        for problem in _problems_of(query, f"MetricDataQueries.member.{index}", namespaces)
    ]
    if problems:
        raise AwsError("ValidationError", "\n".join(problems))


def _problems_of(query: Params, where: str, namespaces: Collection[str]) -> list[str]:
    """What is wrong with one query.

    The texts for Id and Stat: https://github.com/influxdata/telegraf/issues/5420 and
    https://github.com/prometheus-community/yet-another-cloudwatch-exporter/issues/385. The others are ours.
    """
    problems = []
    ours = " and ".join(sorted(namespaces))
    if not QUERY_ID.fullmatch(query["Id"]):
        rule = f"is not matching the expected pattern ^{QUERY_ID.pattern}$"
        problems.append(f"The value {query['Id']} for parameter {where}.Id {rule}.")
    if ("Expression" in query) == ("MetricStat" in query):
        return [*problems, f"{where} must have either Expression or MetricStat, but not both."]
    if "Expression" in query:
        rule = f"is not modelled in the lab for metrics of {ours}"
        return [*problems, f"{where}.Expression {rule}. Ask for the metrics and compute in Python."]
    stat = query["MetricStat"]
    namespace = stat["Metric"].get("Namespace")
    if namespace not in namespaces:
        remedy = f"In the lab, ask for it in a call without metrics of {ours}."
        problems.append(f"{where} is a metric of {namespace}. {remedy}")
    if not is_statistic(stat["Stat"]):
        problems.append(
            f"The value {stat['Stat']} for parameter {where}.MetricStat.Stat is not a valid statistic."
        )
    if not is_period(stat["Period"]):
        problems.append(period_rule(f"{where}.MetricStat.Period", stat["Period"]))
    return problems
