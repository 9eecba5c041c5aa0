"""A stream that is resharded while a mapping reads it: parents first, so that the order of a key survives.

Source: https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html
"""

import boto3
from mapping_stage import HOUR_S, STREAM, failing

from lablib.simulator.kinesis.state.routing import hash_of

MIDDLE = str(2**127)
LOW = next(key for key in map(str, range(100)) if hash_of(key) < 2**126)
HIGH = next(key for key in map(str, range(100)) if hash_of(key) >= 2**127)


def split(shard="shardId-000000000000", at=MIDDLE):
    boto3.client("kinesis").split_shard(StreamName=STREAM, ShardToSplit=shard, NewStartingHashKey=at)


def shards_of(stage):
    """(names, number of the shard) of each invocation."""
    return [
        (names, int(event["Records"][0]["eventID"][8:20]))
        for (_, names), event in zip(stage.calls, stage.events, strict=True)
    ]


def test_the_children_of_a_split_are_read_after_their_parent(stage):
    stage.begin("a", BatchSize=1)
    stage.answer = failing("a")
    split()
    stage.at(31)  # the stream has two open shards now
    stage.put("low", key=LOW)
    stage.put("high", key=HIGH)
    stage.at(62)
    assert {names[0] for _, names in stage.calls} == {"a"}
    stage.answer = lambda names: None
    stage.at(70)
    assert shards_of(stage)[-3][0] == ["a"]
    assert sorted(shards_of(stage)[-2:]) == [(["high"], 2), (["low"], 1)]


def test_what_a_child_of_a_blocked_shard_holds_is_owed_to_the_function_whoever_else_reads_it(stage):
    stage.begin("a", BatchSize=1)
    stage.answer = failing()
    split()
    stage.at(31)
    stage.put("low", key=LOW)
    stage.at(32)
    kinesis = boto3.client("kinesis")
    iterator = kinesis.get_shard_iterator(
        StreamName=STREAM, ShardId="shardId-000000000001", ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    assert len(kinesis.get_records(ShardIterator=iterator)["Records"]) == 1
    assert stage.fates == {"stored": 1, "read": 1}
    stage.at(26 * HOUR_S)
    assert stage.fates == {"expired": 2}


def test_a_merged_shard_is_read_when_both_parents_are_through(stage):
    stage.begin(shards=2, BatchSize=1)
    stage.put("slow", shard=0)
    stage.put("quick", shard=1)
    stage.answer = failing("slow")
    boto3.client("kinesis").merge_shards(
        StreamName=STREAM, ShardToMerge="shardId-000000000000", AdjacentShardToMerge="shardId-000000000001"
    )
    stage.at(40)
    stage.put("child")
    stage.at(60)
    assert ["child"] not in [names for _, names in stage.calls]
    stage.answer = lambda names: None
    stage.at(70)
    assert [names for names, _ in shards_of(stage)[-2:]] == [["slow"], ["child"]]
    assert stage.fates == {"handled": 3}


def test_order_of_a_key_survives_a_split_and_a_merge(stage):
    stage.begin(BatchSize=1)
    stage.at(0)
    for number in range(120):
        stage.at(number)
        stage.put(f"r{number:03d}", key="t-7")
        if number == 10:
            split()
        if number == 60:
            boto3.client("kinesis").merge_shards(
                StreamName=STREAM,
                ShardToMerge="shardId-000000000001",
                AdjacentShardToMerge="shardId-000000000002",
            )
    stage.at(130)
    names = [names[0] for _, names in stage.calls]
    assert names == [f"r{number:03d}" for number in range(120)]
    assert len({shard for _, shard in shards_of(stage)}) == 3


def test_grandchildren_wait_as_well(stage):
    stage.begin("a", BatchSize=1)
    stage.answer = failing("a")
    split()
    stage.at(31)
    split("shardId-000000000001", str(2**126))
    stage.at(62)
    stage.put("grandchild", key=LOW)
    stage.at(100)
    assert {names[0] for _, names in stage.calls} == {"a"}
    stage.answer = lambda names: None
    stage.at(130)
    assert stage.calls[-1][1] == ["grandchild"]
    assert shards_of(stage)[-1][1] == 3


def test_a_parent_that_expires_while_it_blocks_makes_room_for_its_children(stage):
    stage.begin("a", BatchSize=1)
    stage.answer = failing("a")
    split()
    stage.at(31)
    stage.put("low", key=LOW)
    stage.answer = failing("a")
    stage.at(24 * HOUR_S + 20)
    assert stage.calls[-1][1] == ["low"]
    assert stage.fates == {"expired": 1, "handled": 1}


def test_with_latest_a_shard_that_was_closed_before_is_nothing_to_wait_for(stage):
    stage.make()
    stage.put("old")
    split()
    stage.world.sleep(31)
    stage.map(StartingPosition="LATEST")
    stage.at(0.5)
    stage.put("low", key=LOW)
    stage.at(5)
    assert stage.calls == [(1, ["low"])]
    assert stage.fates == {"stored": 1, "handled": 1}


def test_with_latest_the_children_of_a_later_split_are_read_from_their_first_record(stage):
    stage.make()
    stage.map(StartingPosition="LATEST")
    stage.at(0)
    split()
    stage.at(30)  # the split takes hold
    stage.put("low", key=LOW)
    stage.at(35)
    assert [names for _, names in stage.calls] == [["low"]]


def test_trim_horizon_reads_closed_shards_first(stage):
    stage.make()
    stage.put("old")
    split()
    stage.world.sleep(31)
    stage.put("low", key=LOW)
    stage.map()
    stage.at(5)
    assert [names for names, _ in shards_of(stage)] == [["old"], ["low"]]


def test_disabling_keeps_its_place_in_the_middle_of_a_reshard(stage):
    stage.begin("a")
    split()
    stage.at(29)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    stage.at(60)
    stage.put("low", key=LOW)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=True)
    stage.at(70)
    assert [names for _, names in stage.calls] == [["a"], ["low"]]


def test_the_checkpoint_of_a_drained_shard_stays_whatever_the_mapping_was_changed_to_before(stage):
    stage.begin()
    stage.at(1)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, BatchSize=10)
    stage.at(5)
    stage.put("a", "b", "c")
    split()
    stage.at(40)
    assert stage.mapping.checkpoints() == {
        "shardId-000000000000": 3,
        "shardId-000000000001": 0,
        "shardId-000000000002": 0,
    }
