"""A shard may be named in short, as the authors of kinesalite recorded on AWS.

https://github.com/mhart/kinesalite/blob/master/test/mergeShards.js, splitShard.js and getShardIterator.js
"""

from __future__ import annotations

import pytest
from small_region import ACCOUNT, STREAM, SmallRegion, shard_id

from lablib.simulator.kinesis.state.shard import full_shard_id

SHORT = ["shardId-1", "shardId-000000000001", "shardId-00000000000000001", "1", "-1", "a-1", "shard-0001"]
NONE = [
    "ABKLFD8",
    "2.14E4",
    "2147483648",
    "shardId-002147483648",
    "shardId-",
    "a-b-1",
    "shardId-1 ",
    "\u0661",
]


@pytest.mark.parametrize("text", SHORT)
def test_the_number_at_the_end_is_what_counts(text):
    assert full_shard_id(text) == shard_id(1)


@pytest.mark.parametrize("text", NONE)
def test_what_has_no_number_below_two_to_the_31_names_no_shard(text):
    assert full_shard_id(text) == text


def test_the_highest_number_is_one_below_two_to_the_31():
    assert full_shard_id("2147483647") == "shardId-002147483647"


@pytest.mark.parametrize("text", SHORT[:-1])
def test_an_iterator_of_a_shard_that_is_named_in_short(text):
    region = SmallRegion(shards=2)
    region.put(data=b"upper", hash_key=2**127)
    region.at(1)
    iterator = region.iterator("TRIM_HORIZON", ShardId=text)
    assert region.read(iterator) == [b"upper"]


def test_shards_that_are_named_in_short_are_split_and_merged():
    region = SmallRegion(shards=2)
    names = {"ShardToSplit": "shardId-1", "NewStartingHashKey": str(3 * 2**126)}
    region.call("SplitShard", StreamName=STREAM, **names)
    region.at(30)
    region.call("MergeShards", StreamName=STREAM, ShardToMerge="x-2", AdjacentShardToMerge="3")
    region.at(60)
    assert [index for index, _, _ in region.shards()] == [0, 4]


@pytest.mark.parametrize(("named", "shown"), [("shardId-5", shard_id(5)), ("ABKLFD8", "ABKLFD8")])
def test_a_shard_that_is_not_there_is_shown_in_full_if_it_can_be(named, shown):
    region = SmallRegion(shards=2)
    text = f"Could not find shard {shown} in stream {STREAM} under account {ACCOUNT}."
    split = {"ShardToSplit": named, "NewStartingHashKey": "5"}
    merge = {"ShardToMerge": named, "AdjacentShardToMerge": "shardId-1"}
    for operation, names in (("SplitShard", split), ("MergeShards", merge)):
        assert region.refusal(operation, StreamName=STREAM, **names) == ("ResourceNotFoundException", text)


def test_listings_begin_after_a_shard_that_is_named_in_short():
    region = SmallRegion(shards=3)
    after = {"StreamName": STREAM, "ExclusiveStartShardId": "shardId-0"}
    described = region.call("DescribeStream", **after)["StreamDescription"]["Shards"]
    listed = region.call("ListShards", **after)["Shards"]
    shard_filter = {"Type": "AFTER_SHARD_ID", "ShardId": "shardId-0"}
    filtered = region.call("ListShards", StreamName=STREAM, ShardFilter=shard_filter)["Shards"]
    for shards in (described, listed, filtered):
        assert [shard["ShardId"] for shard in shards] == [shard_id(1), shard_id(2)]
