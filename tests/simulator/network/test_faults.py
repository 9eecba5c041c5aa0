"""Trouble for a span: whom it hits, when, how often, and what botocore makes of it."""

import random
import re

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, EndpointConnectionError

from lablib import World
from lablib.simulator import limits
from lablib.simulator.network.faults import Faults

ONCE = Config(retries={"total_max_attempts": 1})


@pytest.fixture
def world():
    with World(seed=7) as opened:
        boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=1)
        opened.sleep(limits.CREATE_STREAM_S)
        yield opened


def entries(count):
    return [{"Data": f"{number}".encode(), "PartitionKey": f"{number}"} for number in range(count)]


def test_a_fault_is_on_from_its_first_moment_until_before_its_last(world):
    world.network.median_latency_ms = 0.0
    kinesis = boto3.client("kinesis", config=ONCE)
    world.fault("http_500", after_s=2, for_s=3)
    began_us = world.clock.now_us
    seen = []
    for at_us in (1_999_999, 2_000_000, 4_999_999, 5_000_000):
        world.clock.sleep_until(began_us + at_us)
        try:
            kinesis.put_record(StreamName="usage", Data=b"x", PartitionKey="k")
            seen.append((at_us, "stored"))
        except ClientError as error:
            seen.append((at_us, error.response["Error"]["Code"]))
    assert seen == [
        (1_999_999, "stored"),
        (2_000_000, "InternalFailureException"),
        (4_999_999, "InternalFailureException"),
        (5_000_000, "stored"),
    ]


def test_a_fault_of_one_operation_leaves_the_others_alone(world):
    kinesis = boto3.client("kinesis", config=ONCE)
    world.fault("http_500", for_s=60, operation="PutRecord")
    assert kinesis.put_records(StreamName="usage", Records=entries(2))["FailedRecordCount"] == 0
    with pytest.raises(ClientError, match="InternalFailure"):
        kinesis.put_record(StreamName="usage", Data=b"x", PartitionKey="k")


@pytest.mark.nightly
@pytest.mark.slow
def test_a_rate_hits_its_share_and_the_same_ones_for_the_same_seed():
    def hits(seed):
        with World(seed) as world:
            kinesis = boto3.client("kinesis", config=ONCE)
            world.fault("connection_refused", for_s=3_600, rate=0.3)
            found = []
            for number in range(300):
                world.sleep(1)
                try:
                    kinesis.list_streams()
                except EndpointConnectionError:
                    found.append(number)
            return found

    first = hits(7)
    assert 60 < len(first) < 120  # 90 expected, standard deviation 8
    assert first == hits(7)
    assert first != hits(8)


def test_entries_of_putrecords_fail_one_by_one_and_the_call_succeeds(world):
    kinesis = boto3.client("kinesis")
    world.fault("internal_failure", for_s=60, rate=0.5)
    answer = kinesis.put_records(StreamName="usage", Records=entries(200))
    failed = [result for result in answer["Records"] if "ErrorCode" in result]
    assert answer["ResponseMetadata"]["RetryAttempts"] == 0
    assert answer["FailedRecordCount"] == len(failed)
    assert 60 < len(failed) < 140
    assert {result["ErrorCode"] for result in failed} == {"InternalFailure"}
    assert world.totals()["rejected"] == len(failed)
    assert world.totals()["stored"] == 200 - len(failed)


@pytest.mark.parametrize(
    ("kind", "operation", "hits"),
    [
        ("internal_failure", "GetRecords", "give one of PutRecord, PutRecords$"),
        ("empty_read", "PutRecords", "give one of GetRecords$"),
        ("hang", "PutRecrods", ", PutRecords, "),
    ],
)
def test_a_fault_that_could_never_strike_is_refused_with_the_operations_that_it_hits(
    world, kind, operation, hits
):
    with pytest.raises(ValueError, match=f"{kind} can't hit '{operation}': give one of .*") as caught:
        world.fault(kind, for_s=60, operation=operation)
    assert re.search(hits, str(caught.value))


def test_reads_may_be_empty_for_a_span_and_nothing_is_lost(world):
    kinesis = boto3.client("kinesis")
    kinesis.put_records(StreamName="usage", Records=entries(10))
    world.sleep(10)
    iterator = kinesis.get_shard_iterator(
        StreamName="usage", ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    world.fault("empty_read", for_s=3)
    counts = []
    for _ in range(5):
        answer = kinesis.get_records(ShardIterator=iterator)
        counts.append((len(answer["Records"]), answer["MillisBehindLatest"] > 0))
        iterator = answer["NextShardIterator"]
        world.sleep(1)
    assert counts == [(0, True), (0, True), (0, True), (10, False), (0, False)]


@pytest.mark.parametrize("operation", ["PutRecord", "PutRecords"])
def test_an_internal_failure_of_one_operation_leaves_the_other_alone(world, operation):
    kinesis = boto3.client("kinesis", config=ONCE)
    world.fault("internal_failure", for_s=60, operation=operation)
    seen = []
    if kinesis.put_records(StreamName="usage", Records=entries(2))["FailedRecordCount"]:
        seen.append("PutRecords")
    try:
        kinesis.put_record(StreamName="usage", Data=b"x", PartitionKey="k")
    except kinesis.exceptions.InternalFailureException:
        seen.append("PutRecord")
    assert seen == [operation]


def test_lambda_can_be_in_trouble_while_kinesis_answers(world):
    world.deploy(lambda event, context: "billed", name="bill")
    client = boto3.client("lambda", config=ONCE)
    world.fault("http_500", for_s=60, service="lambda", operation="Invoke")
    with pytest.raises(client.exceptions.ServiceException) as caught:
        client.invoke(FunctionName="bill")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500
    assert world.logs("bill") == []
    assert client.get_function(FunctionName="bill")["Configuration"]["State"] == "Active"
    assert boto3.client("kinesis", config=ONCE).list_streams()["StreamNames"] == ["usage"]


@pytest.mark.parametrize(
    ("kind", "service", "hits"),
    [
        ("http_500", "cloudwatch", "kinesis, lambda, dynamodb, s3, sns, sqs"),
        ("access_denied", "lambda", "kinesis, dynamodb, s3, sns, sqs"),
        ("clock_skew", "sqs", "kinesis, lambda"),
        ("empty_read", "lambda", "kinesis"),
    ],
)
def test_a_fault_of_a_service_that_it_cannot_hit_is_refused(world, kind, service, hits):
    with pytest.raises(ValueError, match=f"{kind} can't hit '{service}': give one of {hits}$"):
        world.fault(kind, for_s=60, service=service)


@pytest.mark.parametrize("for_s", [0, -5])
def test_a_fault_without_a_span_is_refused_with_its_length(world, for_s):
    with pytest.raises(ValueError, match=rf"the fault lasts {float(for_s)} s"):
        world.fault("http_500", for_s=for_s)


def test_a_fault_can_be_switched_off_before_its_time(world):
    kinesis = boto3.client("kinesis", config=ONCE)
    fault = world.fault("connection_refused", for_s=3_600)
    with pytest.raises(EndpointConnectionError):
        kinesis.list_streams()
    world.faults.remove(fault)
    assert kinesis.list_streams()["StreamNames"] == ["usage"]


def test_of_two_faults_at_once_the_one_switched_on_first_wins(world):
    kinesis = boto3.client("kinesis", config=ONCE)
    world.fault("connection_refused", for_s=60)
    world.fault("http_500", for_s=60)
    with pytest.raises(EndpointConnectionError):
        kinesis.list_streams()


def test_cloudwatch_answers_while_kinesis_is_in_trouble(world):
    world.fault("connection_refused", for_s=60)
    assert boto3.client("cloudwatch").list_metrics(Namespace="AWS/Kinesis")["Metrics"] is not None


@pytest.mark.parametrize("rate", [0, -0.1, 1.1])
def test_a_rate_that_is_no_share_is_refused_with_its_value(rate):
    with pytest.raises(ValueError, match=f"rate is {rate}; give the share of requests that are hit"):
        Faults(random.Random(0)).add("http_500", 0, 1, rate)


def test_an_unknown_kind_is_refused_with_those_that_exist(world):
    with pytest.raises(
        ValueError, match="'http_503' isn't a fault: give one of internal_failure, empty_read, http_500"
    ):
        world.fault("http_503", for_s=1)
