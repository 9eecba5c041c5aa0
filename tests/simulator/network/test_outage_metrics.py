"""What an outage leaves in CloudWatch: a 0 in Success if the service fails, nothing if nothing arrives.

PutRecords.Success is "the number of PutRecords operations where at least one record succeeded", and AWS
advises an alarm on its Average: https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
"""

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lablib import World
from lablib.simulator import limits

IMPATIENT = Config(retries={"total_max_attempts": 1}, connect_timeout=1, read_timeout=1)
ENTRY = {"Data": b"one", "PartitionKey": "k"}


@pytest.fixture
def world():
    with World(seed=7) as opened:
        boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=1)
        opened.sleep(limits.CREATE_STREAM_S)
        yield opened


def put_record(kinesis, **more):
    kinesis.put_record(StreamName="usage", **ENTRY, **more)


def put_records(kinesis, **more):
    kinesis.put_records(StreamName="usage", Records=[ENTRY] * 10, **more)


def iterator():
    return boto3.client("kinesis").get_shard_iterator(
        StreamName="usage", ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]


def get_records(kinesis, **more):
    kinesis.get_records(ShardIterator=iterator(), **more)


CALLS = {"PutRecord": put_record, "PutRecords": put_records, "GetRecords": get_records}


def try_again_and_again(call, times, **more):
    """How many of the calls failed."""
    kinesis, failed = boto3.client("kinesis", config=IMPATIENT), 0
    for _ in range(times):
        try:
            call(kinesis, **more)
        except (BotoCoreError, ClientError):
            failed += 1
    return failed


def points(world):
    """{metric: (samples, sum)} of the stream."""
    return {
        series.name: (sum(point.sample_count for point in minutes), sum(point.sum for point in minutes))
        for series in world.metrics
        if (minutes := series.minutes.values())
    }


@pytest.mark.parametrize("operation", CALLS)
def test_a_call_that_the_service_fails_is_a_zero_in_success_and_in_nothing_else(world, operation):
    world.fault("http_500", for_s=600, operation=operation)
    assert try_again_and_again(CALLS[operation], 3) == 3
    assert points(world) == {f"{operation}.Success": (3, 0)}


def test_the_zeros_stand_beside_the_ones_of_calls_that_came_through(world):
    world.fault("http_500", for_s=600, rate=0.5)
    failed = try_again_and_again(put_records, 40)
    assert 10 < failed < 30
    found = points(world)
    assert found["PutRecords.Success"] == (40, 40 - failed)
    assert found["PutRecords.TotalRecords"] == (40 - failed, 10 * (40 - failed))
    assert found["IncomingRecords"] == (40 - failed, 10 * (40 - failed))


@pytest.mark.parametrize("kind", ["connection_refused", "connect_timeout", "hang"])
@pytest.mark.parametrize("operation", CALLS)
def test_what_never_arrives_leaves_no_datapoint(world, operation, kind):
    world.fault(kind, for_s=600, operation=operation)
    assert try_again_and_again(CALLS[operation], 3) == 3
    assert points(world) == {}


@pytest.mark.parametrize("operation", CALLS)
def test_a_lost_answer_does_not_make_a_call_fail(world, operation):
    world.fault("hang_after_processing", for_s=600, operation=operation)
    assert try_again_and_again(CALLS[operation], 3) == 3
    assert points(world)[f"{operation}.Success"] == (3, 3)


def test_a_failed_call_that_names_no_stream_of_the_region_leaves_no_datapoint(world):
    kinesis, position = boto3.client("kinesis", config=IMPATIENT), iterator()
    world.sleep(301)  # the iterator has expired
    world.fault("http_500", for_s=600)
    for call in (
        lambda: kinesis.put_record(StreamName="another", **ENTRY),
        lambda: kinesis.put_records(StreamName="usage", Records=[ENTRY] * 501),
        lambda: kinesis.get_records(ShardIterator=position),
        lambda: kinesis.get_records(ShardIterator="never issued"),
        lambda: kinesis.put_records(StreamName="usage", Records=[ENTRY], DryRun=True),
        kinesis.list_streams,
    ):
        with pytest.raises(ClientError, match="InternalFailureException"):
            call()
    assert points(world) == {}


@pytest.mark.parametrize(
    ("kind", "states"),
    [("http_500", ["ALARM"]), ("connection_refused", ["INSUFFICIENT_DATA"])],
)
def test_an_alarm_on_success_hears_of_a_service_that_fails_and_not_of_silence(world, kind, states):
    cloudwatch = boto3.client("cloudwatch")
    world.sleep(60 - world.elapsed_s % 60)
    cloudwatch.put_metric_alarm(
        AlarmName="outage",
        Namespace="AWS/Kinesis",
        MetricName="PutRecords.Success",
        Dimensions=[{"Name": "StreamName", "Value": "usage"}],
        Statistic="Average",
        ComparisonOperator="LessThanThreshold",
        Threshold=0.99,
        Period=60,
        EvaluationPeriods=1,
    )
    world.fault(kind, for_s=600)
    assert try_again_and_again(put_records, 60) == 60
    world.sleep(120)
    try_again_and_again(put_records, 60)
    world.sleep(60)
    assert [alarm["StateValue"] for alarm in cloudwatch.describe_alarms()["MetricAlarms"]] == states


def test_a_failed_call_is_refused_in_the_ledger_as_before(world):
    world.fault("http_500", for_s=600)
    records = [{"Data": f"{number}".encode(), "PartitionKey": "k"} for number in range(10)]
    with pytest.raises(ClientError):
        boto3.client("kinesis", config=IMPATIENT).put_records(StreamName="usage", Records=records)
    totals = world.totals()
    assert (totals["offered"], totals["rejected"], totals["stored"]) == (10, 10, 0)
