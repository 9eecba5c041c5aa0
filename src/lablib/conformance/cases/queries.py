"""GetMetricData, GetMetricStatistics and ListMetrics: periods, order, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment, Stream
from lablib.conformance.refusals import refused
from lablib.conformance.sources import CLOUDWATCH_SNAPSHOT, cloudwatch_api

book = CaseBook("cloudwatch", "queries")
STATISTICS = cloudwatch_api("GetMetricStatistics")
DATA = cloudwatch_api("GetMetricData")
LOCALSTACK_2023 = "LocalStack, December 2023"
MINUTE = timedelta(minutes=1)
NONE_YET = {"Namespace": "AWS/Kinesis", "MetricName": "IncomingRecords"}


def _of(stream: Stream) -> dict[str, Any]:
    return NONE_YET | {"Dimensions": [{"Name": "StreamName", "Value": stream.name}]}


def _three_minutes(env: Environment) -> Stream:
    """One record in the first minute, two in the second, none in the third."""
    stream = env.stream()
    env.wait(60 - datetime.now(UTC).second + 1)
    env.put(stream, b"a")
    env.wait(60)
    env.put(stream, b"b", b"c")
    env.wait(120)
    env.metrics_arrive()
    return stream


def _statistics(env: Environment, metric: dict[str, Any], **settings: Any) -> dict[str, Any]:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    asked = {"StartTime": now - 60 * MINUTE, "EndTime": now + MINUTE, "Period": 60, "Statistics": ["Sum"]}
    answer: dict[str, Any] = env.cloudwatch.get_metric_statistics(**metric | asked | settings)
    return answer


def _data(env: Environment, stream: Stream, **settings: Any) -> dict[str, Any]:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    query = {"Id": "q", "MetricStat": {"Metric": _of(stream), "Period": 60, "Stat": "Sum"}}
    asked = {"StartTime": now - 60 * MINUTE, "EndTime": now + MINUTE, "MetricDataQueries": [query]}
    answer: dict[str, Any] = env.cloudwatch.get_metric_data(**asked | settings)
    return answer


@book.case("A datapoint for each minute with calls, and none for the others", STATISTICS)
def minutes(env: Environment) -> None:
    points = _statistics(env, _of(_three_minutes(env)))["Datapoints"]
    sums = [point["Sum"] for point in sorted(points, key=lambda point: point["Timestamp"])]
    assert sums == [1.0, 2.0], f"the sums are {sums}"


@book.case("Every statistic is a float, and the Unit is there", CLOUDWATCH_SNAPSHOT, recorded=LOCALSTACK_2023)
def members_of_a_datapoint(env: Environment) -> None:
    every = ["Average", "Maximum", "Minimum", "SampleCount", "Sum"]
    stream = env.stream()
    env.put(stream, b"a", b"b")
    env.metrics_arrive()
    answer = _statistics(env, _of(stream), Statistics=every)
    [point] = answer["Datapoints"]
    assert answer["Label"] == "IncomingRecords"
    assert point.pop("Timestamp").second == 0
    assert point == {"Average": 2.0, "Maximum": 2.0, "Minimum": 2.0, "SampleCount": 1.0, "Sum": 2.0,
                     "Unit": "Count"}, f"it is {point}"  # fmt: skip


@book.case("A statistic that wasn't asked for isn't there", STATISTICS)
def only_what_was_asked(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"a")
    env.metrics_arrive()
    [point] = _statistics(env, _of(stream))["Datapoints"]
    assert point.keys() == {"Timestamp", "Sum", "Unit"}, f"it has {sorted(point)}"


@book.case("A longer period adds minutes up, from its own start", STATISTICS)
def longer_period(env: Environment) -> None:
    points = _statistics(env, _of(_three_minutes(env)), Period=3_600)["Datapoints"]
    assert sum(point["Sum"] for point in points) == 3.0
    assert all(point["Timestamp"].minute == datetime.now(UTC).minute for point in points) or len(points) <= 2


@book.case("A metric without datapoints: an empty list, with its label", CLOUDWATCH_SNAPSHOT,
           recorded="LocalStack, January 2024")  # fmt: skip
def no_datapoints(env: Environment) -> None:
    answer = _statistics(env, _of(env.stream()))
    assert (answer["Datapoints"], answer["Label"]) == ([], "IncomingRecords")


@book.case("Equal start and end: the start must be less",
           "https://github.com/localstack/localstack/blob/main/tests/aws/services/cloudwatch/test_cloudwatch.py",
           recorded="LocalStack", shards=0)  # fmt: skip
def empty_span(env: Environment) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    words = "The parameter StartTime must be less than the parameter EndTime."
    with refused("InvalidParameterValue", words):
        _statistics(env, NONE_YET, StartTime=now, EndTime=now)


@book.case("A period of 45 s is no period", STATISTICS, shards=0)
def crooked_period(env: Environment) -> None:
    with refused("InvalidParameterValue"):
        _statistics(env, NONE_YET, Period=45)


@book.case("More than 1,440 datapoints: InvalidParameterCombination",
           "https://github.com/cloud-custodian/cloud-custodian/issues/7683", recorded="cloud-custodian #7683",
           shards=0)  # fmt: skip
def too_many_datapoints(env: Environment) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with refused("InvalidParameterCombination"):
        _statistics(env, NONE_YET, StartTime=now - timedelta(minutes=1_500), EndTime=now)


@book.case("An unknown statistic: InvalidParameterValue with the five that there are",
           "https://github.com/sensu/sensu-community-plugins/pull/1134", recorded="sensu #1134",
           shards=0)  # fmt: skip
def unknown_statistic(env: Environment) -> None:
    words = (
        "The parameter Statistics.member.1 must be a value in the set "
        "[ Sum, Maximum, Minimum, SampleCount, Average ]."
    )
    with refused("InvalidParameterValue", words):
        _statistics(env, NONE_YET, Statistics=["Median"])


@book.case("GetMetricData answers the newest datapoint first", DATA)
def newest_first(env: Environment) -> None:
    [result] = _data(env, _three_minutes(env))["MetricDataResults"]
    assert result["Values"] == [2.0, 1.0], f"the values are {result['Values']}"
    assert result["Timestamps"] == sorted(result["Timestamps"], reverse=True)


@book.case("ScanBy TimestampAscending turns the order round", DATA)
def oldest_first(env: Environment) -> None:
    [result] = _data(env, _three_minutes(env), ScanBy="TimestampAscending")["MetricDataResults"]
    assert result["Values"] == [1.0, 2.0], f"the values are {result['Values']}"


@book.case("A query without datapoints is Complete, with empty lists", CLOUDWATCH_SNAPSHOT,
           recorded="LocalStack, January 2024")  # fmt: skip
def empty_result(env: Environment) -> None:
    answer = _data(env, env.stream())
    assert answer["Messages"] == []
    [result] = answer["MetricDataResults"]
    found = (result["Id"], result["StatusCode"], result["Values"], result["Timestamps"])
    assert found == ("q", "Complete", [], []), f"it is {found}"


@book.case("Two queries of one metric are labelled with their statistics", CLOUDWATCH_SNAPSHOT,
           recorded=LOCALSTACK_2023)  # fmt: skip
def labels(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"x")
    env.metrics_arrive()
    queries = [
        {"Id": f"q{number}", "MetricStat": {"Metric": _of(stream), "Period": 60, "Stat": stat}}
        for number, stat in enumerate(("Sum", "Minimum"))
    ]
    answer = _data(env, stream, MetricDataQueries=queries)
    found = [result["Label"] for result in answer["MetricDataResults"]]
    assert found == ["IncomingRecords Sum", "IncomingRecords Minimum"], f"they are {found}"


@book.case("A query's Id begins with a lower-case letter", DATA, shards=0)
def query_id(env: Environment) -> None:
    query = {"Id": "Q", "MetricStat": {"Metric": NONE_YET, "Period": 60, "Stat": "Sum"}}
    with refused("ValidationError"):
        _data(env, Stream("s", ""), MetricDataQueries=[query])


@book.case("Percentiles are statistics: p50 of one sample is that sample", STATISTICS)
def percentile(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"a", b"b", b"c")
    env.metrics_arrive()
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    points = env.cloudwatch.get_metric_statistics(
        **_of(stream), StartTime=now - 60 * MINUTE, EndTime=now + MINUTE, Period=60,
        ExtendedStatistics=["p50"],
    )["Datapoints"]  # fmt: skip
    assert [point["ExtendedStatistics"] for point in points] == [{"p50": 3.0}], f"it is {points}"


@book.case("ListMetrics finds a stream's metrics by its dimension", cloudwatch_api("ListMetrics"))
def metrics_listed(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"x")
    env.metrics_arrive()
    found = env.cloudwatch.list_metrics(
        Namespace="AWS/Kinesis", Dimensions=[{"Name": "StreamName", "Value": stream.name}]
    )["Metrics"]
    names = {metric["MetricName"] for metric in found}
    assert {"IncomingRecords", "PutRecords.Success", "PutRecords.ThrottledRecords"} <= names, (
        f"listed {names}"
    )


@book.case("ListMetrics without a namespace lists one's own metrics too", cloudwatch_api("ListMetrics"))
def own_metrics_listed(env: Environment) -> None:
    namespace, stream = env.name(), env.stream()
    env.put(stream, b"x")
    env.cloudwatch.put_metric_data(
        Namespace=namespace, MetricData=[{"MetricName": "orders", "Value": 1.0, "Unit": "Count"}]
    )
    env.metrics_arrive()
    found: set[str] = set()
    for page in env.cloudwatch.get_paginator("list_metrics").paginate():
        found |= {metric["Namespace"] for metric in page["Metrics"]}
    assert {namespace, "AWS/Kinesis"} <= found, f"listed the namespaces {sorted(found)}"
