"""What lab 04 claims about metrics, alarms and reading back, held against the simulator."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lablib.scenarios.replay import make_stream
from lablib.scenarios.shards import by_minute, rang
from lablib.simulator.world import World

ONCE = Config(retries={"mode": "standard", "total_max_attempts": 1})
THREE_SUMS = ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords")
TEN = [{"Data": b"{}", "PartitionKey": "t-0178"}] * 10


def minute_begins(world):
    world.sleep(60 - world.elapsed_s % 60)
    return datetime.now(UTC)


def alarm(name, metric, statistic, threshold, missing):
    boto3.client("cloudwatch").put_metric_alarm(
        AlarmName=name,
        Namespace="AWS/Kinesis",
        MetricName=metric,
        Dimensions=[{"Name": "StreamName", "Value": "usage-events"}],
        Statistic=statistic,
        Period=60,
        ComparisonOperator="LessThanThreshold",
        Threshold=threshold,
        EvaluationPeriods=1,
        TreatMissingData=missing,
    )


def outage_alarms_in(fault, records=TEN):
    """When both outage alarms fired: three good minutes, then five of trouble, then two good ones."""
    with World(seed=7) as world:
        make_stream(1)
        kinesis = boto3.client("kinesis", config=ONCE)
        begin = minute_begins(world)
        alarm("calls fail", "PutRecords.Success", "Average", 0.99, "notBreaching")
        alarm("no calls", "PutRecords.Success", "SampleCount", 1, "breaching")
        for minute in range(10):
            trouble = 3 <= minute < 8
            if trouble and fault:
                world.fault(fault, for_s=1)
            with suppress(BotoCoreError, ClientError):
                kinesis.put_records(StreamName="usage-events", Records=records if trouble else TEN)
            world.sleep((begin + timedelta(minutes=minute + 1) - datetime.now(UTC)).total_seconds())
        return {name: rang(name, begin) for name in ("calls fail", "no calls")}


def test_success_falls_when_the_service_fails_and_not_when_records_are_throttled():
    more_than_fits = [{"Data": b"x" * 9_000, "PartitionKey": "t-0178"}] * 500
    assert outage_alarms_in("http_500")["calls fail"] == [4]
    assert outage_alarms_in(None, more_than_fits)["calls fail"] == []


def test_an_outage_in_which_nothing_arrives_needs_missing_data_to_breach():
    assert outage_alarms_in("connection_refused") == {"calls fail": [], "no calls": [6]}
    assert outage_alarms_in("http_500") == {"calls fail": [4], "no calls": []}


def test_what_fails_as_a_whole_call_is_in_none_of_the_three_sums():
    with World(seed=7) as world:
        make_stream(1)
        kinesis = boto3.client("kinesis", config=ONCE)
        begin = minute_begins(world)
        world.fault("internal_failure", for_s=10)
        for entry in TEN:
            with suppress(ClientError):
                kinesis.put_record(StreamName="usage-events", **entry)
        world.sleep(10)
        world.fault("http_500", for_s=10)
        with suppress(ClientError):
            kinesis.put_records(StreamName="usage-events", Records=TEN)
        world.sleep(60)
        assert [by_minute(begin, metric)[0] for metric in THREE_SUMS] == [0, 0, 0]
        for operation, calls in (("PutRecord", 10), ("PutRecords", 1)):
            success = (by_minute(begin, f"{operation}.Success", of)[0] for of in ("SampleCount", "Sum"))
            assert tuple(success) == (calls, 0)


def test_no_metric_of_a_stream_is_finer_than_a_minute():
    with World(seed=7) as world:
        make_stream(1)
        kinesis, cloudwatch = boto3.client("kinesis"), boto3.client("cloudwatch")
        kinesis.enable_enhanced_monitoring(StreamName="usage-events", ShardLevelMetrics=["ALL"])
        begin = minute_begins(world)
        for _ in range(90):
            kinesis.put_records(StreamName="usage-events", Records=TEN)
            world.sleep(1)
        found = cloudwatch.list_metrics(Namespace="AWS/Kinesis")["Metrics"]
        assert len(found) > 10
        for metric in found:
            end = datetime.now(UTC)
            points = cloudwatch.get_metric_statistics(
                **metric, StartTime=begin, EndTime=end, Period=1, Statistics=["Sum"]
            )["Datapoints"]
            assert {point["Timestamp"].second for point in points} <= {0}, metric


def test_a_throttled_record_is_not_in_the_stream():
    with World(seed=7) as world:
        make_stream(1)
        kinesis = boto3.client("kinesis")
        entries = [{"Data": f"{n}".zfill(9_000), "PartitionKey": "t-0178"} for n in range(500)]
        answer = kinesis.put_records(StreamName="usage-events", Records=entries)
        results = zip(entries, answer["Records"], strict=True)
        stored = Counter(entry["Data"] for entry, result in results if "ShardId" in result)
        world.sleep(10)
        (shard,) = kinesis.list_shards(StreamName="usage-events")["Shards"]
        first = {"ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(StreamName="usage-events", **first)["ShardIterator"]
        records = kinesis.get_records(ShardIterator=iterator)["Records"]
        assert 0 < answer["FailedRecordCount"] == 500 - stored.total()
        assert Counter(record["Data"].decode() for record in records) == stored
