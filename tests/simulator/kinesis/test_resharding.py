"""SplitShard and MergeShards: what changes when, and what is refused."""

import pytest
from small_region import ACCOUNT, HASH_END, STREAM, SmallRegion, shard_id

HALF = 2**127
WHERE = f"in stream {STREAM} under account {ACCOUNT}"


def described(region):
    """Every shard by its number: what ListShards says of it."""
    shards = region.call("ListShards", StreamName=STREAM)["Shards"]
    return {int(shard["ShardId"].removeprefix("shardId-")): shard for shard in shards}


class TestSplit:
    def test_two_children_take_over_from_the_parent_when_the_stream_is_active_again(self):
        region = SmallRegion()
        region.split(0, HALF)
        assert region.shard_timeline(40) == [(0, "UPDATING", [0]), (30, "ACTIVE", [1, 2])]
        shards = described(region)
        assert [
            (each.get("ParentShardId"), each.get("AdjacentParentShardId")) for each in shards.values()
        ] == [
            (None, None),
            (shard_id(0), None),
            (shard_id(0), None),
        ]
        assert region.shards() == [(1, 0, HALF - 1), (2, HALF, HASH_END)]
        assert ["EndingSequenceNumber" in each["SequenceNumberRange"] for each in shards.values()] == [
            True,
            False,
            False,
        ]

    def test_all_records_of_the_parent_lie_between_its_first_and_last_sequence_number(self):
        region = SmallRegion()
        region.split(0, HALF)
        numbers = []
        for second in (0, 10, 29.999999):
            region.at(second)
            numbers.append(int(region.put()["SequenceNumber"]))
        region.at(30)
        child = region.put(hash_key=0)
        covered = described(region)[0]["SequenceNumberRange"]
        first, last = int(covered["StartingSequenceNumber"]), int(covered["EndingSequenceNumber"])
        assert first < numbers[0] < numbers[1] < numbers[2] < last < int(child["SequenceNumber"])

    def test_writing_goes_on_meanwhile_to_the_parent_and_then_to_the_children(self):
        region = SmallRegion()
        region.split(0, HALF)
        seen = []
        for second in (0, 15, 29.999999, 30, 40):
            region.at(second)
            seen.append((second, [int(region.put(hash_key=key)["ShardId"][-1]) for key in (0, HALF)]))
        assert seen == [(0, [0, 0]), (15, [0, 0]), (29.999999, [0, 0]), (30, [1, 2]), (40, [1, 2])]

    def test_each_child_has_the_write_capacity_of_a_whole_shard(self):
        region = SmallRegion()
        region.split(0, HALF)
        region.at(31)
        records = [{"Data": b"", "PartitionKey": "k", "ExplicitHashKey": str(key)} for key in (0, HALF)] * 250
        failed = [
            region.call("PutRecords", StreamName=STREAM, Records=records)["FailedRecordCount"]
            for _ in range(5)
        ]
        assert failed == [0, 0, 0, 0, 500]

    @pytest.mark.parametrize("at", [0, 1, HASH_END])
    def test_the_cut_must_lie_inside_the_range(self, at):
        region = SmallRegion()
        assert region.refusal(
            "SplitShard", StreamName=STREAM, ShardToSplit=shard_id(0), NewStartingHashKey=str(at)
        ) == (
            "InvalidArgumentException",
            (
                f"NewStartingHashKey {at} used in SplitShard() on shard {shard_id(0)} {WHERE} "
                "is not both greater than one plus the shard's StartingHashKey 0 "
                f"and less than the shard's EndingHashKey {HASH_END}."
            ),
        )

    @pytest.mark.parametrize("at", [2, HASH_END - 1])
    def test_the_outermost_cuts_are_accepted(self, at):
        region = SmallRegion()
        region.split(0, at)
        region.at(30)
        assert region.shards() == [(1, 0, at - 1), (2, at, HASH_END)]

    def test_an_unknown_shard_is_not_found(self):
        assert SmallRegion().refusal(
            "SplitShard", StreamName=STREAM, ShardToSplit=shard_id(4), NewStartingHashKey="5"
        ) == ("ResourceNotFoundException", f"Could not find shard {shard_id(4)} {WHERE}.")

    def test_a_closed_shard_is_not_split_again(self):
        region = SmallRegion()
        region.split(0, HALF)
        region.at(30)
        assert region.refusal(
            "SplitShard", StreamName=STREAM, ShardToSplit=shard_id(0), NewStartingHashKey="5"
        ) == (
            "InvalidArgumentException",
            (
                f"Shard {shard_id(0)} {WHERE} has already been merged or split, "
                "and thus is not eligible for merging or splitting."
            ),
        )


class TestMerge:
    def test_one_child_takes_over_from_both_parents(self):
        region = SmallRegion(shards=2)
        region.merge(0, 1)
        assert region.shard_timeline(40) == [(0, "UPDATING", [0, 1]), (30, "ACTIVE", [2])]
        child = described(region)[2]
        assert (child["ParentShardId"], child["AdjacentParentShardId"]) == (shard_id(0), shard_id(1))
        assert region.shards() == [(2, 0, HASH_END)]

    @pytest.mark.parametrize(("shard", "other"), [(0, 2), (2, 0), (0, 3), (1, 1), (1, 0), (3, 2)])
    def test_shards_that_do_not_touch_are_refused_and_a_pair_with_the_upper_one_first(self, shard, other):
        """On record from AWS: https://github.com/mhart/kinesalite/blob/master/test/mergeShards.js"""
        assert SmallRegion(shards=4).refusal(
            "MergeShards",
            StreamName=STREAM,
            ShardToMerge=shard_id(shard),
            AdjacentShardToMerge=shard_id(other),
        ) == (
            "InvalidArgumentException",
            (
                f"Shards {shard_id(shard)} and {shard_id(other)} {WHERE} are not an adjacent pair of shards "
                "eligible for merging"
            ),
        )

    def test_a_closed_shard_is_not_merged_again(self):
        region = SmallRegion(shards=2)
        region.split(0, 5)
        region.at(30)
        code, message = region.refusal(
            "MergeShards", StreamName=STREAM, ShardToMerge=shard_id(0), AdjacentShardToMerge=shard_id(1)
        )
        assert code == "InvalidArgumentException"
        assert message.startswith(f"Shard {shard_id(0)} {WHERE} has already been merged or split")


def reshardings(region):
    """Each of the three operations, as (name, parameters)."""
    return [
        ("SplitShard", {"ShardToSplit": shard_id(0), "NewStartingHashKey": "5"}),
        ("MergeShards", {"ShardToMerge": shard_id(0), "AdjacentShardToMerge": shard_id(1)}),
        ("UpdateShardCount", {"TargetShardCount": 4, "ScalingType": "UNIFORM_SCALING"}),
    ]


@pytest.mark.parametrize("number", range(3))
def test_no_resharding_starts_while_another_is_under_way(number):
    region = SmallRegion(shards=2)
    region.merge(0, 1)
    operation, params = reshardings(region)[number]
    assert region.refusal(operation, StreamName=STREAM, **params) == (
        "ResourceInUseException",
        f"Stream {STREAM} under account {ACCOUNT} not ACTIVE, instead in state UPDATING",
    )


@pytest.mark.parametrize("number", range(3))
def test_an_on_demand_stream_is_not_resharded_by_hand(number):
    region = SmallRegion(shards=2)
    arn = region.region.streams[STREAM].arn
    region.call("UpdateStreamMode", StreamARN=arn, StreamModeDetails={"StreamMode": "ON_DEMAND"})
    region.at(30)
    operation, params = reshardings(region)[number]
    assert region.refusal(operation, StreamName=STREAM, **params) == (
        "ValidationException",
        f"Request is invalid. Stream {STREAM} under account {ACCOUNT} is in On-Demand mode.",
    )
