"""CloudWatch's answers about the region's metrics: GetMetricData, GetMetricStatistics, ListMetrics.

Parameters and answers are those of boto3 before and after the wire, so time stamps are aware datetimes in
UTC. Metrics of other namespaces are another service's business: `answer` returns None for them.

What differs from AWS, on purpose: a sample is visible at once, unless the world is told otherwise
(`Metrics.visible_after_s`). Datapoints of GetMetricStatistics come in
order of time (AWS promises none). A label is the metric's name unless given, and dynamic labels stay as
they were written (AWS does not document its defaults). Metric math and Metrics Insights queries are
refused. Sources: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html,
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html and
https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.cloudwatch.metrics import Metrics, Series
from lablib.simulator.cloudwatch.queries import (
    Params,
    Window,
    check_datapoint_count,
    check_queries,
    check_required,
    check_statistics,
    is_period,
    period_rule,
    read_statistic,
    read_window,
    to_datetime,
)

Answer = dict[str, Any]
Listing = Callable[[Params], list[Params]]
"""From the parameters of ListMetrics to the metrics, each with Namespace, MetricName and Dimensions."""

NAMESPACES = frozenset({"AWS/Kinesis", "AWS/Lambda"})
"""The namespaces that are answered here."""


def answer(
    metrics: Metrics, operation_name: str, params: Params, now_us: int, elsewhere: Listing
) -> Answer | None:
    """What CloudWatch says to a call of boto3, without ResponseMetadata; None if it is about other metrics.

    `params` are the arguments of the boto3 call, with types checked by botocore. Raises AwsError.
    `elsewhere` lists the metrics that are not kept here, for a ListMetrics without a namespace.
    """
    operation = OPERATIONS.get(operation_name)
    return None if operation is None else operation(metrics, params, now_us, elsewhere)


def get_metric_data(metrics: Metrics, params: Params, now_us: int, _: Listing) -> Answer | None:
    """Several metrics at once, newest datapoint first unless asked otherwise.

    Model: a page takes datapoints in order of time over all queries, so each query gets its newest (oldest)
    first.
    """
    queries = params.get("MetricDataQueries", [])
    if queries and not any(_is_about_us(query) for query in queries):
        return None
    check_required("GetMetricData", params)
    check_queries(queries, NAMESPACES)
    window = read_window(params, now_us, metrics.visible_until_us(now_us), "ValidationError")
    shown = [query for query in queries if query.get("ReturnData", True)]
    timeline = [
        (at_us, index, value)
        for index, query in enumerate(shown)
        for at_us, value in _values(metrics, query["MetricStat"], window)
    ]
    timeline.sort(key=lambda entry: entry[0], reverse=params.get("ScanBy") != "TimestampAscending")
    start = read_token(params, "InvalidNextToken")
    end = start + _max_datapoints(params)
    unfinished = {index for _, index, _ in timeline[end:]}
    labels = _labels(shown)
    results = [_empty_result(query, labels[index], index in unfinished) for index, query in enumerate(shown)]
    for at_us, index, value in timeline[start:end]:
        results[index]["Timestamps"].append(to_datetime(at_us))
        results[index]["Values"].append(value)
    return {"MetricDataResults": results, "Messages": []} | next_token(end, len(timeline))


def get_metric_statistics(metrics: Metrics, params: Params, now_us: int, _: Listing) -> Answer | None:
    """One metric, several statistics, in order of time."""
    if params.get("Namespace") not in (None, *NAMESPACES):
        return None
    check_required("GetMetricStatistics", params)
    check_statistics(params)
    period_s = params["Period"]
    if not is_period(period_s):
        raise AwsError("InvalidParameterValue", period_rule("Period", period_s))
    window = read_window(params, now_us, metrics.visible_until_us(now_us), "InvalidParameterValue")
    check_datapoint_count(window, period_s)
    series = _find(metrics, params, params.get("Unit"))
    datapoints = [] if series is None else _datapoints(series, window, params)
    return {"Label": params["MetricName"], "Datapoints": datapoints}


def list_metrics(metrics: Metrics, params: Params, now_us: int, elsewhere: Listing) -> Answer | None:
    """The metrics that have data, by namespace, name and dimensions; without a namespace, of all of them."""
    namespace = params.get("Namespace")
    if namespace is not None and namespace not in NAMESPACES:
        return None
    recent = "RecentlyActive" in params
    remembers_s = limits.LIST_METRICS_RECENT_S if recent else limits.LIST_METRICS_REMEMBERS_S
    oldest_us = now_us - remembers_s * limits.US_PER_S
    visible_until_us = metrics.visible_until_us(now_us)
    found = [
        _description(series)
        for series in metrics
        if series.namespace in NAMESPACES
        and namespace in (None, series.namespace)
        and params.get("MetricName") in (None, series.name)
        and all(_has_dimension(series, wanted) for wanted in params.get("Dimensions", ()))
        and series.latest_us >= oldest_us
        and series.earliest_us <= visible_until_us
    ]
    if namespace is None:
        found += elsewhere({name: value for name, value in params.items() if name != "NextToken"})
    start = read_token(params, "InvalidParameterValue")
    end = start + limits.LIST_METRICS_PAGE
    return {"Metrics": found[start:end]} | next_token(end, len(found))


OPERATIONS: dict[str, Callable[[Metrics, Params, int, Listing], Answer | None]] = {
    "GetMetricData": get_metric_data,
    "GetMetricStatistics": get_metric_statistics,
    "ListMetrics": list_metrics,
}


def _is_about_us(query: Params) -> bool:
    if "MetricStat" in query:
        return query["MetricStat"]["Metric"].get("Namespace") in NAMESPACES
    return any(namespace in query.get("Expression", "") for namespace in NAMESPACES)


def _find(metrics: Metrics, metric: Params, unit: str | None) -> Series | None:
    """The series of `metric` (Namespace, MetricName, Dimensions), None if there is none in that unit."""
    dimensions = [(dimension["Name"], dimension["Value"]) for dimension in metric.get("Dimensions", ())]
    series = metrics.find(metric["Namespace"], metric.get("MetricName", ""), dimensions)
    return None if series is None or unit not in (None, series.unit) else series


def _values(metrics: Metrics, stat: Params, window: Window) -> list[tuple[int, float]]:
    series, statistic = _find(metrics, stat["Metric"], stat.get("Unit")), read_statistic(stat["Stat"])
    points = [] if series is None else window.points(series, stat["Period"])
    return [(at_us, statistic(point)) for at_us, point in points]


def _labels(queries: list[Params]) -> list[str]:
    """The metric's name, with statistic and period where other queries of that metric have others.

    Recorded on AWS: https://github.com/localstack/localstack/blob/main/tests/aws/services/cloudwatch/
    test_cloudwatch.snapshot.json (test_label_generation).
    """
    unlabelled = [query["MetricStat"] for query in queries if not query.get("Label")]
    return [query.get("Label") or _default_label(query["MetricStat"], unlabelled) for query in queries]


def _default_label(stat: Params, others: list[Params]) -> str:
    alike = [other for other in others if other["Metric"] == stat["Metric"]]
    told = [str(stat[part]) for part in ("Stat", "Period") if any(each[part] != stat[part] for each in alike)]
    return " ".join([stat["Metric"].get("MetricName", ""), *told])


def _empty_result(query: Params, label: str, unfinished: bool) -> Params:
    return {
        "Id": query["Id"],
        "Label": label,
        "Timestamps": [],
        "Values": [],
        "StatusCode": "PartialData" if unfinished else "Complete",
    }


def _datapoints(series: Series, window: Window, params: Params) -> list[Params]:
    """The datapoints of GetMetricStatistics, with the statistics that `params` ask for."""
    plain = {name: read_statistic(name) for name in params.get("Statistics", ())}
    extended = {name: read_statistic(name) for name in params.get("ExtendedStatistics", ())}
    datapoints = []
    for at_us, point in window.points(series, params["Period"]):
        datapoint: Params = {"Timestamp": to_datetime(at_us), "Unit": series.unit}
        datapoint |= {name: statistic(point) for name, statistic in plain.items()}
        if extended:
            percentiles = {name: statistic(point) for name, statistic in extended.items()}
            datapoint["ExtendedStatistics"] = percentiles
        datapoints.append(datapoint)
    return datapoints


def _description(series: Series) -> Params:
    return {
        "Namespace": series.namespace,
        "MetricName": series.name,
        "Dimensions": [{"Name": name, "Value": value} for name, value in series.dimensions],
    }


def _has_dimension(series: Series, wanted: Params) -> bool:
    value = dict(series.dimensions).get(wanted["Name"])
    return value is not None and wanted.get("Value") in (None, value)


def _max_datapoints(params: Params) -> int:
    most = limits.GET_METRIC_DATA_MAX_DATAPOINTS
    asked: int = params.get("MaxDatapoints", most)
    if not 1 <= asked <= most:  # our own rule and text: AWS documents the default alone
        text = f"The value {asked} for parameter MaxDatapoints must be between 1 and {most}."
        raise AwsError("ValidationError", text)
    return asked


def read_token(params: Params, code: str) -> int:
    """Where the page starts. A token is opaque to callers; here it is a position."""
    token: str = params.get("NextToken", "0")
    if not token.isdecimal():
        raise AwsError(code, "Request parameter NextToken is invalid")
    return int(token)


def next_token(end: int, total: int) -> Params:
    """The token of the next page, if there is one."""
    return {"NextToken": str(end)} if end < total else {}
