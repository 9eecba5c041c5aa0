"""What boto3's CloudWatch client is told about the metrics of the region."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore import xform_name
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from hypothesis import given
from hypothesis import strategies as st

from lablib.simulator.api.errors import AwsError
from lablib.simulator.cloudwatch.metrics import Metrics
from lablib.simulator.cloudwatch.metrics_api import answer

START = datetime(2026, 11, 2, tzinfo=UTC)
START_US = int(START.timestamp()) * 1_000_000
SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
STREAM = [{"Name": "StreamName", "Value": "usage"}]
SHARD = [*STREAM, {"Name": "ShardId", "Value": "shardId-000000000000"}]


def new_client() -> Any:
    return boto3.client(
        "cloudwatch", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )


def nowhere(params: dict[str, Any]) -> list[dict[str, Any]]:
    """Nobody else has metrics."""
    return []


class Account:
    """A CloudWatch client answered from `metrics`. Each answer is checked against botocore's model."""

    def __init__(self) -> None:
        self.metrics = Metrics()
        self.now_us = START_US + 3_600 * SECOND_US
        self.client = new_client()
        self._model = Stubber(new_client())
        self.client.meta.events.register("before-parameter-build.cloudwatch", self._remember)
        self.client.meta.events.register("before-call.cloudwatch", self._respond)

    def _remember(self, params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        context["params"] = params

    def _respond(self, model: Any, context: dict[str, Any], **_: Any) -> tuple[AWSResponse, dict[str, Any]]:
        try:
            found = answer(self.metrics, model.name, context["params"], self.now_us, nowhere)
        except AwsError as error:
            return AWSResponse("", error.status, {}, None), {
                "Error": {"Code": error.code, "Message": error.message}
            }
        assert found is not None, "no answer, and this test has no network"
        self._model.add_response(xform_name(model.name), found)
        return AWSResponse("", 200, {}, None), found

    def put(
        self, value: float, second: float = 0, name: str = "IncomingRecords", shard: bool = False
    ) -> None:
        dimensions = tuple((d["Name"], d["Value"]) for d in (SHARD if shard else STREAM))
        self.metrics.add("AWS/Kinesis", name, dimensions, value, START_US + int(second * SECOND_US), "Count")

    def statistics(self, **changes: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.client.get_metric_statistics(**statistics_request(**changes))
        return found

    def data(self, *queries: dict[str, Any], **changes: Any) -> dict[str, Any]:
        hour = {"StartTime": START, "EndTime": START + timedelta(hours=1)}
        found: dict[str, Any] = self.client.get_metric_data(MetricDataQueries=list(queries), **hour | changes)
        return found

    def names(self, **filters: Any) -> list[str]:
        return [metric["MetricName"] for metric in self.client.list_metrics(**filters)["Metrics"]]


@pytest.fixture
def account() -> Account:
    return Account()


def statistics_request(**changes: Any) -> dict[str, Any]:
    request = {
        "Namespace": "AWS/Kinesis",
        "MetricName": "IncomingRecords",
        "Dimensions": STREAM,
        "StartTime": START,
        "EndTime": START + timedelta(hours=1),
        "Period": 60,
        "Statistics": ["Sum"],
    } | changes
    return {name: value for name, value in request.items() if value is not None}


def query(query_id: str = "m", name: str = "IncomingRecords", **changes: Any) -> dict[str, Any]:
    metric = {"Namespace": "AWS/Kinesis", "MetricName": name, "Dimensions": STREAM}
    return {"Id": query_id, "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"} | changes}


def at(minute: float) -> datetime:
    return START + timedelta(minutes=minute)


def error_of(call: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(ClientError) as caught:
        call()
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]


# --- GetMetricStatistics ---------------------------------------------------------------------------
def test_statistics_are_those_of_the_samples_of_each_minute_in_order_of_time(account: Account) -> None:
    for value, second in ((40, 120), (10, 0), (30, 59.9)):
        account.put(value, second)
    every_statistic = ["SampleCount", "Sum", "Average", "Minimum", "Maximum"]
    found = account.statistics(Statistics=every_statistic)
    assert found["Label"] == "IncomingRecords"
    assert found["Datapoints"] == [
        {
            "Timestamp": at(0),
            "SampleCount": 2.0,
            "Sum": 40.0,
            "Average": 20.0,
            "Minimum": 10.0,
            "Maximum": 30.0,
            "Unit": "Count",
        },
        {
            "Timestamp": at(2),
            "SampleCount": 1.0,
            "Sum": 40.0,
            "Average": 40.0,
            "Minimum": 40.0,
            "Maximum": 40.0,
            "Unit": "Count",
        },
    ]
    assert {point["Timestamp"].utcoffset() for point in found["Datapoints"]} == {timedelta(0)}


def test_percentiles_are_extended_statistics(account: Account) -> None:
    for latency_ms in range(1, 101):
        account.put(latency_ms)
    (point,) = account.statistics(Statistics=None, ExtendedStatistics=["p50", "p99.9"])["Datapoints"]
    assert point == {"Timestamp": at(0), "Unit": "Count", "ExtendedStatistics": {"p50": 50.0, "p99.9": 100.0}}


def test_the_minute_that_still_runs_is_shown_as_it_stands(account: Account) -> None:
    account.now_us = START_US + 90 * SECOND_US
    account.put(5, 0)
    account.put(1, 61)
    now = START + timedelta(seconds=90)
    assert [p["Sum"] for p in account.statistics(EndTime=now)["Datapoints"]] == [5, 1]
    account.put(1, 89)
    assert [p["Sum"] for p in account.statistics(EndTime=now)["Datapoints"]] == [5, 2]


def test_the_start_is_inclusive_and_the_end_is_not(account: Account) -> None:
    for minute in range(5):
        account.put(minute, 60 * minute)
    found = account.statistics(StartTime=at(1), EndTime=at(3))["Datapoints"]
    assert [(p["Timestamp"], p["Sum"]) for p in found] == [(at(1), 1), (at(2), 2)]


def test_the_start_is_rounded_down_to_the_minute_and_periods_count_from_there(account: Account) -> None:
    for minute in range(12):
        account.put(1, 60 * minute)
    start = at(2) + timedelta(seconds=34)
    found = account.statistics(StartTime=start, EndTime=at(12), Period=300)["Datapoints"]
    assert [(p["Timestamp"], p["Sum"]) for p in found] == [(at(2), 5), (at(7), 5)]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 3_599)), max_size=40), st.integers(1, 12))
def test_the_minutes_of_a_longer_period_add_up_to_it(samples: list[tuple[int, int]], minutes: int) -> None:
    metrics = Metrics()
    for value, second in samples:
        metrics.add(
            "AWS/Kinesis", "IncomingRecords", (("StreamName", "usage"),), value, START_US + second * SECOND_US
        )

    def sums(period_s: int) -> dict[datetime, float]:
        request = statistics_request(Period=period_s)
        found = answer(metrics, "GetMetricStatistics", request, START_US + 3_600 * SECOND_US, nowhere)
        assert found is not None
        return {point["Timestamp"]: point["Sum"] for point in found["Datapoints"]}

    added_up: dict[datetime, float] = {}
    for timestamp, minute_sum in sums(60).items():
        start = START + (timestamp - START) // timedelta(minutes=minutes) * timedelta(minutes=minutes)
        added_up[start] = added_up.get(start, 0) + minute_sum
    assert sums(60 * minutes) == added_up


def test_a_period_below_a_minute_makes_a_metric_kept_by_the_minute_no_finer(account: Account) -> None:
    account.put(1, 61)
    account.put(1, 85)
    found = account.statistics(Period=10, EndTime=at(5))["Datapoints"]
    assert [(p["Timestamp"], p["Sum"]) for p in found] == [(at(1), 2)]


@pytest.mark.parametrize(
    ("age", "period_s", "shown"),
    [
        (timedelta(hours=3), 30, True),
        (timedelta(hours=3, seconds=1), 30, False),
        (timedelta(days=15), 60, True),
        (timedelta(days=15, seconds=1), 60, False),
        (timedelta(days=15, seconds=1), 300, True),
        (timedelta(days=63, seconds=1), 300, False),
        (timedelta(days=63, seconds=1), 3_600, True),
    ],
)
def test_old_datapoints_are_kept_in_coarser_periods_only(
    account: Account, age: timedelta, period_s: int, shown: bool
) -> None:
    account.put(1)
    account.now_us = START_US + age // timedelta(microseconds=1)
    assert bool(account.statistics(Period=period_s, EndTime=at(10))["Datapoints"]) is shown


def test_dimensions_have_to_be_exactly_those_of_the_metric_in_any_order(account: Account) -> None:
    account.put(1)
    account.put(2, shard=True)
    assert [p["Sum"] for p in account.statistics()["Datapoints"]] == [1]
    assert [p["Sum"] for p in account.statistics(Dimensions=SHARD[::-1])["Datapoints"]] == [2]
    assert account.statistics(Dimensions=[])["Datapoints"] == []


def test_another_unit_finds_nothing_because_cloudwatch_does_not_convert(account: Account) -> None:
    account.put(1)
    assert len(account.statistics(Unit="Count")["Datapoints"]) == 1
    assert account.statistics(Unit="Bytes")["Datapoints"] == []


@pytest.mark.parametrize(
    "start", [START, START.replace(tzinfo=None), "2026-11-02T00:00:00Z", START_US // SECOND_US]
)
def test_time_stamps_may_come_in_every_form_that_boto3_takes(account: Account, start: object) -> None:
    account.put(1)
    assert [p["Timestamp"] for p in account.statistics(StartTime=start)["Datapoints"]] == [START]


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        (
            {"EndTime": START},
            "InvalidParameterValue",
            "The parameter StartTime must be less than the parameter EndTime.",
        ),
        (
            {"EndTime": START - timedelta(minutes=1)},
            "InvalidParameterValue",
            "The parameter StartTime must be less than the parameter EndTime.",
        ),
        (
            {"EndTime": START + timedelta(days=1), "Period": 1},
            "InvalidParameterCombination",
            (
                "You have requested up to 86400 datapoints, which exceeds the limit of 1440. "
                "You may reduce the datapoints requested by increasing Period, or decreasing the time range."
            ),
        ),
        (
            {"Period": 90},
            "InvalidParameterValue",
            "The value 90 for parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.",
        ),
        (
            {"Statistics": ["Sum", "Total"]},
            "InvalidParameterValue",
            (
                "The parameter Statistics.member.2 must be a value in the set "
                "[ Sum, Maximum, Minimum, SampleCount, Average ]."
            ),
        ),
        (
            {"Statistics": None, "ExtendedStatistics": ["p100.5"]},
            "InvalidParameterValue",
            "The value p100.5 for parameter ExtendedStatistics.member.1 is not supported.",
        ),
        (
            {"Statistics": None},
            "InvalidParameterCombination",
            "Must specify either Statistics or ExtendedStatistics",
        ),
        (
            {"ExtendedStatistics": ["p99"]},
            "InvalidParameterCombination",
            "Must specify either Statistics or ExtendedStatistics, but not both",
        ),
    ],
)
def test_a_request_that_cannot_be_answered_gets_awss_error(
    account: Account, changes: dict[str, Any], code: str, message: str
) -> None:
    assert error_of(lambda: account.statistics(**changes)) == (code, message)


def test_errors_have_the_class_that_the_client_names(account: Account) -> None:
    with pytest.raises(account.client.exceptions.InvalidParameterCombinationException):
        account.statistics(EndTime=START + timedelta(days=2))


def test_1440_datapoints_are_one_day_by_the_minute(account: Account) -> None:
    account.put(1)
    assert len(account.statistics(EndTime=START + timedelta(days=1))["Datapoints"]) == 1
    code, _ = error_of(lambda: account.statistics(EndTime=START + timedelta(days=1, seconds=1)))
    assert code == "InvalidParameterCombination"


# --- GetMetricData ---------------------------------------------------------------------------------
def test_metric_data_has_the_newest_first_unless_asked_otherwise(account: Account) -> None:
    for minute in range(3):
        account.put(minute, 60 * minute)
    (newest_first,) = account.data(query())["MetricDataResults"]
    assert newest_first == {
        "Id": "m",
        "Label": "IncomingRecords",
        "Timestamps": [at(2), at(1), at(0)],
        "Values": [2, 1, 0],
        "StatusCode": "Complete",
    }
    (oldest_first,) = account.data(query(), ScanBy="TimestampAscending")["MetricDataResults"]
    assert oldest_first["Timestamps"] == [at(0), at(1), at(2)]
    assert oldest_first["Values"] == [0, 1, 2]


def test_several_metrics_are_answered_in_the_order_of_the_queries(account: Account) -> None:
    account.put(7)
    account.put(1, name="PutRecords.ThrottledRecords")
    account.put(3, name="PutRecords.ThrottledRecords")
    results = account.data(
        query("throttled", "PutRecords.ThrottledRecords", Stat="Maximum") | {"Label": "lost?"},
        query("p50", "PutRecords.ThrottledRecords", Stat="p50"),
        query("absent", "PutRecord.Success"),
        query("hidden") | {"ReturnData": False},
        query("bytes", Unit="Bytes"),
    )["MetricDataResults"]
    assert [(r["Id"], r["Label"], r["Values"]) for r in results] == [
        ("throttled", "lost?", [3]),
        ("p50", "PutRecords.ThrottledRecords", [1]),
        ("absent", "PutRecord.Success", []),
        ("bytes", "IncomingRecords", []),
    ]


def test_pages_give_every_datapoint_once_and_say_which_query_is_not_finished(account: Account) -> None:
    for minute in range(5):
        account.put(minute, 60 * minute)
    account.put(9, 4 * 60, name="PutRecord.Success")
    queries = [query("long"), query("short", "PutRecord.Success")]
    first = account.data(*queries, MaxDatapoints=2)
    assert [(r["Id"], r["Values"], r["StatusCode"]) for r in first["MetricDataResults"]] == [
        ("long", [4], "PartialData"),
        ("short", [9], "Complete"),
    ]
    hour = {"StartTime": START, "EndTime": at(60), "MaxDatapoints": 2}
    pages = list(account.client.get_paginator("get_metric_data").paginate(MetricDataQueries=queries, **hour))
    values = [(r["Id"], value) for page in pages for r in page["MetricDataResults"] for value in r["Values"]]
    assert values == [("long", 4), ("short", 9), ("long", 3), ("long", 2), ("long", 1), ("long", 0)]
    assert [page["MetricDataResults"][0]["StatusCode"] for page in pages] == [
        "PartialData",
        "PartialData",
        "Complete",
    ]


CUSTOM = query() | {
    "Id": "custom",
    "MetricStat": {"Metric": {"Namespace": "Shop", "MetricName": "Orders"}, "Period": 60, "Stat": "Sum"},
}


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        (
            [query("5xx"), query(Stat="Avg")],
            (
                "The value 5xx for parameter MetricDataQueries.member.1.Id "
                "is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.\n"
                "The value Avg for parameter MetricDataQueries.member.2.MetricStat.Stat "
                "is not a valid statistic."
            ),
        ),
        (
            [query(Period=61)],
            (
                "The value 61 for parameter MetricDataQueries.member.1.MetricStat.Period "
                "must be 1, 5, 10, 20, 30 or a multiple of 60."
            ),
        ),
        ([query(), query()], "The values for parameter id in MetricDataQueries are not unique."),
        (
            [query(f"m{index}") for index in range(501)],
            "The collection MetricDataQueries must not have a size greater than 500.",
        ),
        (
            [query(), {"Id": "loss", "Expression": "m * 100"}],
            (
                "MetricDataQueries.member.2.Expression is not modelled in the lab "
                "for metrics of AWS/Kinesis and AWS/Lambda. Ask for the metrics and compute in Python."
            ),
        ),
        (
            [{"Id": "insights", "Expression": 'SELECT SUM(IncomingRecords) FROM "AWS/Kinesis"'}],
            (
                "MetricDataQueries.member.1.Expression is not modelled in the lab "
                "for metrics of AWS/Kinesis and AWS/Lambda. Ask for the metrics and compute in Python."
            ),
        ),
        (
            [query(), CUSTOM],
            (
                "MetricDataQueries.member.2 is a metric of Shop. "
                "In the lab, ask for it in a call without metrics of AWS/Kinesis and AWS/Lambda."
            ),
        ),
        (
            [query() | {"Expression": "m * 100"}],
            "MetricDataQueries.member.1 must have either Expression or MetricStat, but not both.",
        ),
    ],
)
def test_queries_that_cannot_be_answered_are_a_validation_error_with_a_line_each(
    account: Account, queries: list[dict[str, Any]], message: str
) -> None:
    assert error_of(lambda: account.data(*queries)) == ("ValidationError", message)


def test_metric_data_needs_a_start_before_the_end_and_a_page_size_in_range(account: Account) -> None:
    equal = error_of(lambda: account.data(query(), EndTime=START))
    assert equal == ("ValidationError", "The parameter StartTime must be less than the parameter EndTime.")
    code, message = error_of(lambda: account.data(query(), MaxDatapoints=0))
    assert (code, "between 1 and 100800" in message) == ("ValidationError", True)
    assert error_of(lambda: account.data(query(), NextToken="made-up"))[0] == "InvalidNextToken"


# --- ListMetrics -----------------------------------------------------------------------------------
def test_metrics_are_listed_by_namespace_name_and_dimension(account: Account) -> None:
    account.put(1)
    account.put(1, shard=True)
    account.put(1, name="PutRecords.Success")
    assert account.client.list_metrics(Namespace="AWS/Kinesis")["Metrics"][0] == {
        "Namespace": "AWS/Kinesis",
        "MetricName": "IncomingRecords",
        "Dimensions": STREAM,
    }
    assert account.names() == ["IncomingRecords", "IncomingRecords", "PutRecords.Success"]
    assert account.names(MetricName="PutRecords.Success") == ["PutRecords.Success"]
    assert account.names(Dimensions=STREAM) == ["IncomingRecords", "IncomingRecords", "PutRecords.Success"]
    assert account.names(Dimensions=[{"Name": "ShardId"}]) == ["IncomingRecords"]
    assert account.names(Dimensions=[{"Name": "ShardId", "Value": "shardId-000000000009"}]) == []


def test_a_metric_without_recent_data_is_no_longer_listed(account: Account) -> None:
    account.put(1, 0, name="PutRecord.Success")
    account.put(1, 4 * 3_600, name="IncomingRecords")
    account.now_us = START_US + 4 * 3_600 * SECOND_US
    assert account.names() == ["PutRecord.Success", "IncomingRecords"]
    assert account.names(RecentlyActive="PT3H") == ["IncomingRecords"]
    account.now_us = START_US + 14 * 86_400 * SECOND_US + MINUTE_US
    assert account.names() == ["IncomingRecords"]


def test_a_page_lists_500_metrics(account: Account) -> None:
    for index in range(501):
        account.put(1, name=f"Metric{index}")
    pages = list(account.client.get_paginator("list_metrics").paginate(Namespace="AWS/Kinesis"))
    assert [len(page["Metrics"]) for page in pages] == [500, 1]
    code, _ = error_of(lambda: account.client.list_metrics(NextToken="made-up"))
    assert code == "InvalidParameterValue"


# --- whose business it is --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("GetMetricStatistics", statistics_request(Namespace="Shop")),
        ("GetMetricData", {"MetricDataQueries": [CUSTOM], "StartTime": START, "EndTime": at(5)}),
        ("GetMetricData", {"MetricDataQueries": [{"Id": "e", "Expression": "TIME_SERIES(1)"}]}),
        ("ListMetrics", {"Namespace": "Shop"}),
        ("PutMetricAlarm", {"Namespace": "AWS/Kinesis"}),
    ],
)
def test_requests_about_other_namespaces_and_other_operations_are_left_to_others(
    operation: str, params: dict[str, Any]
) -> None:
    assert answer(Metrics(), operation, params, START_US, nowhere) is None


def test_a_client_of_a_session_older_than_lablib_is_told_and_not_given_an_empty_dashboard():
    code = """
import boto3
old = boto3.Session()
from lablib import World
with World():
    try:
        old.client("cloudwatch").list_metrics(Namespace="AWS/Kinesis")
    except RuntimeError as error:
        print(error)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.startswith("a request to CloudWatch came from a client that the lab does not know")
    assert told.strip().endswith("make the client from a new boto3.Session().")
