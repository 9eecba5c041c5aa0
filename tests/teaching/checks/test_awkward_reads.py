"""Reads that bring little, nothing, or an error, as a grader asks for them."""

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.teaching.checks.awkward_reads import READ_FAILED, bring_little, fail_once


@pytest.fixture
def shard():
    """The world, and a client with an iterator to five records."""
    with fresh_world(seed=5) as world:
        make_stream(1)
        kinesis = boto3.client("kinesis")
        kinesis.put_records(
            StreamName=STREAM, Records=[{"Data": str(n), "PartitionKey": "t-0001"} for n in range(5)]
        )
        world.sleep(1)  # until they can be read
        place = {"StreamName": STREAM, "ShardId": "shardId-000000000000", "ShardIteratorType": "TRIM_HORIZON"}
        yield world, kinesis, kinesis.get_shard_iterator(**place)["ShardIterator"]


def test_a_read_brings_so_many_records_and_every_other_one_none(shard):
    world, kinesis, iterator = shard
    bring_little(world, kinesis, most=2)
    brought = []
    for limit in (5, 5, 1, 1, 5, 5):
        answer = kinesis.get_records(ShardIterator=iterator, Limit=limit)
        brought.append([record["Data"] for record in answer["Records"]])
        iterator = answer["NextShardIterator"]
        world.sleep(1)
    assert brought == [[], [b"0", b"1"], [], [b"2"], [], [b"3", b"4"]]


def test_one_read_fails_and_the_next_one_does_not(shard):
    _, kinesis, iterator = shard
    fail_once(kinesis, nth=1)
    with pytest.raises(ClientError, match=READ_FAILED):
        kinesis.get_records(ShardIterator=iterator)
    assert len(kinesis.get_records(ShardIterator=iterator)["Records"]) == 5
