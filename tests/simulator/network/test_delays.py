"""Requests that take long: a service that is slow, and a way on which requests are held up and bunch."""

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError

from lablib import World
from lablib.simulator import limits

ONCE = Config(retries={"total_max_attempts": 1}, read_timeout=30)


@pytest.fixture
def world():
    with World(seed=7) as opened:
        opened.network.median_latency_ms = 0.0
        boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=1)
        opened.sleep(limits.CREATE_STREAM_S)
        yield opened


def write_each_second(world, seconds, config=ONCE):
    """[(asked, stored, answered)] in seconds from now, of a record that is put each second by a flow."""
    began_us, came = world.clock.now_us, []

    def second(at_us):
        return round((at_us - began_us) / limits.US_PER_S, 3)

    def write():
        asked_us, number = world.clock.now_us, len(came)
        came.append(None)
        answer = boto3.client("kinesis", config=config).put_record(
            StreamName="usage", Data=f"{number}".encode(), PartitionKey="k"
        )
        log = world.kinesis.streams["usage"].shards[0].log
        at = [str(each) for each in log.sequence].index(answer["SequenceNumber"])
        came[number] = (second(asked_us), second(log.arrival_us[at]), second(world.clock.now_us))

    flows = []
    for _ in range(seconds):
        flows.append(world.spawn(write))
        world.sleep(1)
    world.join(*flows)
    return came


def latency_ms(world):
    series = world.metrics.find("AWS/Kinesis", "PutRecord.Latency", (("StreamName", "usage"),))
    return [point.maximum for _, point in sorted(series.minutes.items())]


def test_a_slow_service_stores_at_once_and_answers_late(world):
    world.fault("slow", after_s=1, for_s=2, by_s=4)
    assert write_each_second(world, 4) == [(0, 0, 0), (1, 1, 5), (2, 2, 6), (3, 3, 3)]
    assert latency_ms(world) == [4_000]


def test_what_is_held_up_arrives_in_one_bunch_when_that_ends(world):
    world.fault("held_up", after_s=1, for_s=3)
    assert write_each_second(world, 5) == [(0, 0, 0), (1, 4, 4), (2, 4, 4), (3, 4, 4), (4, 4, 4)]
    assert latency_ms(world) == [0]  # the service knows nothing of the way


def test_a_bunch_is_throttled_that_would_have_had_room_one_by_one(world):
    kinesis, throttled = boto3.client("kinesis", config=ONCE), []
    entries = [{"Data": b"x", "PartitionKey": "k"}] * 500

    def write():
        throttled.append(kinesis.put_records(StreamName="usage", Records=entries)["FailedRecordCount"])

    world.fault("held_up", after_s=3, for_s=4)
    flows = []
    for _ in range(8):
        flows.append(world.spawn(write))
        world.sleep(1)
    world.join(*flows)
    assert sorted(throttled) == [0, 0, 0, 0, 0, 500, 500, 500]  # 2,500 records in one moment, room for 1,000


@pytest.mark.parametrize(("kind", "more"), [("slow", {"by_s": 9}), ("held_up", {})])
def test_a_client_without_patience_gives_up_and_its_record_is_stored_all_the_same(world, kind, more):
    world.fault(kind, for_s=9, **more)
    impatient = boto3.client("kinesis", config=ONCE.merge(Config(read_timeout=2)))
    with pytest.raises(ReadTimeoutError):
        impatient.put_record(StreamName="usage", Data=b"x", PartitionKey="k")
    assert world.elapsed_s == limits.CREATE_STREAM_S + 2
    world.sleep(8)
    assert world.totals()["stored"] == 1


def test_a_service_can_be_slow_and_fail(world):
    client = boto3.client("kinesis", config=ONCE)
    world.fault("slow", for_s=60, by_s=5)
    world.fault("http_500", for_s=60)
    with pytest.raises(client.exceptions.InternalFailureException):
        client.put_record(StreamName="usage", Data=b"x", PartitionKey="k")
    assert world.elapsed_s == limits.CREATE_STREAM_S + 5


@pytest.mark.parametrize(("kind", "by_s"), [("slow", 0), ("slow", -1), ("held_up", 3), ("http_500", 3)])
def test_a_delay_that_does_not_fit_its_fault_is_refused(world, kind, by_s):
    with pytest.raises(ValueError, match=f"by_s is {by_s} for {kind}; slow needs the seconds"):
        world.fault(kind, for_s=60, by_s=by_s)
