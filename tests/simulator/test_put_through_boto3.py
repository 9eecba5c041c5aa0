"""A whole put, from plain boto3 to metrics and ledger: who retries what, and what each number counts."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from botocore.config import Config

from lablib import World
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator.ledger.ledger import Rejection
from lablib.traffic.producers import careful, naive

THROTTLED = "ProvisionedThroughputExceededException"
STANDARD = Config(retries={"mode": "standard", "total_max_attempts": 3})


def entries(count: int, first: int = 0) -> list[dict[str, object]]:
    return [
        {"Data": f"event {number}".encode(), "PartitionKey": "t"} for number in range(first, first + count)
    ]


def fill(kinesis) -> None:
    """A second's worth of records for the one shard, and a bit more than refills on the way."""
    for call in range(3):
        kinesis.put_records(StreamName=STREAM, Records=entries(500, call * 500))


def test_a_refused_entry_is_not_retried_by_boto3_and_nothing_is_raised():
    with World(seed=3) as world:
        make_stream(1)
        kinesis = boto3.client("kinesis", config=STANDARD)
        fill(kinesis)
        before = world.ledger.attempts
        answer = kinesis.put_records(StreamName=STREAM, Records=entries(500, 2_000))
        assert answer["FailedRecordCount"] > 400
        metadata = answer["ResponseMetadata"]
        assert (metadata["HTTPStatusCode"], metadata["RetryAttempts"]) == (200, 0)
        assert world.ledger.attempts - before == 500


def test_a_refused_put_record_is_retried_by_boto3_and_refused_once_an_attempt():
    with World(seed=3) as world:
        make_stream(1)
        kinesis = boto3.client("kinesis", config=STANDARD)
        world.kinesis.streams[STREAM].shards[0].write_limiter = Never()
        with pytest.raises(kinesis.exceptions.ProvisionedThroughputExceededException) as caught:
            kinesis.put_record(StreamName=STREAM, Data=b"event", PartitionKey="t")
        assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 2
        assert world.ledger.rejections_by_code == {THROTTLED: 3}
        (lost,) = world.ledger.anomalies()
        assert lost.first.rejection == Rejection(
            lost.first.rejection.at_us, THROTTLED, "shardId-000000000000"
        )


class Never:
    """A shard that is full for ever."""

    def has_room(self, charge_bytes: int, now_us: int, records: int) -> bool:
        return False

    def admit(self, charge_bytes: int, now_us: int, records: int = 1) -> bool:
        return False


def test_what_each_metric_of_a_minute_counts():
    with World(seed=3) as world:
        make_stream(1)
        kinesis = boto3.client("kinesis", config=STANDARD)
        started = datetime.now(UTC)
        world.fault("internal_failure", for_s=0.02, rate=0.1)
        fill(kinesis)
        kinesis.put_records(StreamName=STREAM, Records=entries(10, 5_000))
        codes = world.ledger.rejections_by_code
        stored = 1_510 - sum(codes.values())
        shown = {name: minute(name, statistic, started) for name, statistic in EXPECTED}
    assert shown == {
        "IncomingRecords": stored,
        "PutRecords.SuccessfulRecords": stored,
        "PutRecords.TotalRecords": 1_510,
        "PutRecords.FailedRecords": codes["InternalFailure"],
        "PutRecords.ThrottledRecords": codes[THROTTLED],
        "WriteProvisionedThroughputExceeded": codes[THROTTLED],
        "PutRecords.Success": 1.0,
    }
    assert codes["InternalFailure"] > 0
    assert codes[THROTTLED] > 0


EXPECTED = [
    ("IncomingRecords", "Sum"),
    ("PutRecords.SuccessfulRecords", "Sum"),
    ("PutRecords.TotalRecords", "Sum"),
    ("PutRecords.FailedRecords", "Sum"),
    ("PutRecords.ThrottledRecords", "Sum"),
    ("WriteProvisionedThroughputExceeded", "Sum"),
    ("PutRecords.Success", "Average"),
]


def minute(name: str, statistic: str, started: datetime) -> float:
    """The one datapoint of a metric, as plain boto3 reads it."""
    (point,) = boto3.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Kinesis",
        MetricName=name,
        Dimensions=[{"Name": "StreamName", "Value": STREAM}],
        StartTime=started - timedelta(minutes=1),
        EndTime=started + timedelta(minutes=2),
        Period=60,
        Statistics=[statistic],
    )["Datapoints"]
    return point[statistic]


@pytest.mark.parametrize(("producer", "lost"), [(naive, True), (careful, False)])
def test_the_naive_producer_loses_what_a_burst_has_too_much_and_the_careful_one_does_not(producer, lost):
    with World(seed=3) as world:
        make_stream(1)
        records = entries(1_500)
        world.ledger.offer((each["Data"] for each in records), world.clock.now_us)
        assert producer(boto3.client("kinesis"), STREAM, records) == []
        assert (world.ledger.lost > 0) is lost
        assert world.ledger.duplicates == 0


def test_the_careful_producer_gives_up_loudly_and_returns_what_it_gave_up(caplog):
    with World(seed=3) as world:
        make_stream(1)
        world.kinesis.streams[STREAM].shards[0].write_limiter = Never()
        records = entries(3)
        assert careful(boto3.client("kinesis"), STREAM, records) == records
        assert 1 < world.elapsed_s < 60
    assert [(each.levelname, each.getMessage()) for each in caplog.records] == [
        ("ERROR", "gave up 3 of 3 records after 8 attempts")
    ]


DIGEST = """
import hashlib, json, boto3
from lablib import World
from lablib.traffic.producers import careful
from lablib.scenarios.replay.incident import STREAM, as_entry, make_stream, play
from lablib.traffic import incident
with World(seed=5) as world:
    make_stream(2)
    world.fault("hang_after_processing", after_s=5, for_s=2, rate=0.2)
    play(world, incident(5, 20, 20, world.clock.now_us), careful, flush_every_s=5, form=as_entry)
    log = [[s.id, s.log.sequence, s.log.keys, [str(d) for d in s.log.data], list(s.log.arrival_us)]
           for s in world.kinesis.streams[STREAM].shards]
    points = boto3.client("cloudwatch").list_metrics()["Metrics"]
    text = json.dumps([log, world.totals(), world.ledger.duplicates, world.clock.now_us, points], default=str)
print(hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.mark.nightly  # test_world has another world, to the byte, in make test
def test_the_same_seed_gives_the_same_world_to_the_byte_on_any_machine():
    digests = {
        subprocess.check_output(
            [sys.executable, "-c", DIGEST], env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}, text=True
        )
        for seed, zone in (("0", "UTC"), ("4242", "Asia/Kolkata"))
    }
    assert len(digests) == 1
