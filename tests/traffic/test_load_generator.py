"""`feed`: load for a stream without a producer, written second by second."""

from typing import NamedTuple

import boto3
import pytest

from lablib import World
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits
from lablib.simulator.clock import activity
from lablib.traffic import incident
from lablib.traffic.load_generator import feed

STREAM = "usage-events"


class Plain(NamedTuple):
    at_us: int
    key: str
    text: str

    def payload(self):
        return self.text.encode()


@pytest.fixture
def world():
    with World(seed=7) as world:
        make_stream(2)
        yield world


def plain(world, *at_s):
    now_us = world.clock.now_us
    now_us -= now_us % limits.US_PER_S
    return [
        Plain(now_us + round(second * limits.US_PER_S), f"t-{number}", f"r{number}")
        for number, second in enumerate(at_s)
    ]


def stored(world):
    """(second, data) of every record, in order of time."""
    zero_us = world.start_us + 10 * limits.US_PER_S
    return sorted(
        ((arrival_us - zero_us) / limits.US_PER_S, data.decode())
        for shard in world.kinesis.streams[STREAM].shards
        for arrival_us, data in zip(shard.log.arrival_us, shard.log.data, strict=True)
    )


def test_what_happens_within_a_second_is_written_at_its_end(world):
    feed(world, STREAM, plain(world, 0.5, 0.9, 1.0, 3.2)).join()
    first = stored(world)[0][0]
    assert stored(world) == [(first, "r0"), (first, "r1"), (first + 1, "r2"), (first + 3, "r3")]
    assert first == int(first)


@pytest.mark.parametrize(
    ("as_given", "told"), [(list, "feed runs, 60%"), (iter, "feed runs, 2 s of virtual time")]
)
def test_who_waits_for_it_is_told_how_far_it_is(world, as_given, told):
    seen = []
    flow = feed(world, STREAM, as_given(plain(world, 0.1, 0.2, 1.0, 3.2, 3.3)))
    world.clock.call_at(world.clock.now_us + 2 * limits.US_PER_S, lambda: seen.append(activity.now()))
    flow.join()
    assert seen == [told]
    assert activity.now() == ""


def test_records_go_to_the_shard_of_their_key(world):
    feed(world, STREAM, plain(world, *[0.1] * 50)).join()
    kinesis = boto3.client("kinesis")
    for shard in world.kinesis.streams[STREAM].shards:
        iterator = kinesis.get_shard_iterator(
            StreamName=STREAM, ShardId=shard.id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        world.sleep(1)
        assert len(kinesis.get_records(ShardIterator=iterator)["Records"]) == len(shard.log.keys) > 10


def test_the_ledger_and_the_metrics_know_of_them(world):
    feed(world, STREAM, plain(world, *[0.1] * 700)).join()
    assert world.totals()["stored"] == 700
    series = world.metrics.find("AWS/Kinesis", "IncomingRecords", (("StreamName", STREAM),))
    assert sum(point.sum for point in series.minutes.values()) == 700
    calls = world.metrics.find("AWS/Kinesis", "PutRecords.TotalRecords", (("StreamName", STREAM),))
    assert [point.counts for point in calls.minutes.values()] == [{500: 1, 200: 1}]


def test_a_shard_takes_no_more_than_its_limit(world):
    feed(
        world, STREAM, [Plain(world.clock.now_us, "one key", f"r{number}") for number in range(1_500)]
    ).join()
    assert world.totals()["stored"] == 1_000
    assert world.totals()["rejected"] == 500


def test_a_gateway_of_the_incident_can_be_fed_and_the_same_twice_gives_the_same():
    def run():
        with World(seed=7) as world:
            make_stream(2)
            (gateway,) = incident(gateways=1, seconds=120, start_us=world.clock.now_us)
            feed(world, STREAM, gateway).join()
            return gateway.total, stored(world)

    total, records = run()
    assert len(records) == total > 100
    assert run() == (total, records)


def test_a_stream_that_is_not_there_is_named(world):
    with pytest.raises(ValueError, match=r"there is no stream 'other' to feed; there are: usage-events"):
        feed(world, "other", [])
