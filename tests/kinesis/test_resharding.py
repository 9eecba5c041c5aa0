"""SplitShard, MergeShards, UpdateShardCount: what changes when, what is refused, how it is read."""

from itertools import pairwise

import pytest
from small_region import ACCOUNT, HASH_END, HOUR_S, STREAM, SmallRegion, shard_id

from lablib.errors import AwsError
from lablib.kinesis.routing import even_ranges

HALF = 2**127
WHERE = f"in stream {STREAM} under account {ACCOUNT}"


def split(region, shard, at):
    region.call("SplitShard", StreamName=STREAM, ShardToSplit=shard_id(shard), NewStartingHashKey=str(at))


def merge(region, shard, adjacent):
    region.call(
        "MergeShards",
        StreamName=STREAM,
        ShardToMerge=shard_id(shard),
        AdjacentShardToMerge=shard_id(adjacent),
    )


def scale(region, target):
    return region.call(
        "UpdateShardCount", StreamName=STREAM, TargetShardCount=target, ScalingType="UNIFORM_SCALING"
    )


def described(region):
    """Every shard by its number: what ListShards says of it."""
    shards = region.call("ListShards", StreamName=STREAM)["Shards"]
    return {int(shard["ShardId"].removeprefix("shardId-")): shard for shard in shards}


def timeline_of_shards(region, until_s):
    """[(second, status, numbers of the open shards)] whenever that changes, looked at each second."""
    seen = []
    for second in range(round(region.now_s), until_s + 1):
        region.at(second)
        state = (region.status, [index for index, _, _ in region.shards()])
        if not seen or seen[-1][1:] != state:
            seen.append((second, *state))
    return seen


class TestSplit:
    def test_two_children_take_over_from_the_parent_when_the_stream_is_active_again(self):
        region = SmallRegion()
        split(region, 0, HALF)
        assert timeline_of_shards(region, 40) == [(0, "UPDATING", [0]), (30, "ACTIVE", [1, 2])]
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
        split(region, 0, HALF)
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
        split(region, 0, HALF)
        seen = []
        for second in (0, 15, 29.999999, 30, 40):
            region.at(second)
            seen.append((second, [int(region.put(hash_key=key)["ShardId"][-1]) for key in (0, HALF)]))
        assert seen == [(0, [0, 0]), (15, [0, 0]), (29.999999, [0, 0]), (30, [1, 2]), (40, [1, 2])]

    def test_each_child_has_the_write_capacity_of_a_whole_shard(self):
        region = SmallRegion()
        split(region, 0, HALF)
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
        split(region, 0, at)
        region.at(30)
        assert region.shards() == [(1, 0, at - 1), (2, at, HASH_END)]

    def test_an_unknown_shard_is_not_found(self):
        assert SmallRegion().refusal(
            "SplitShard", StreamName=STREAM, ShardToSplit=shard_id(4), NewStartingHashKey="5"
        ) == ("ResourceNotFoundException", f"Could not find shard {shard_id(4)} {WHERE}.")

    def test_a_closed_shard_is_not_split_again(self):
        region = SmallRegion()
        split(region, 0, HALF)
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
        merge(region, 0, 1)
        assert timeline_of_shards(region, 40) == [(0, "UPDATING", [0, 1]), (30, "ACTIVE", [2])]
        child = described(region)[2]
        assert (child["ParentShardId"], child["AdjacentParentShardId"]) == (shard_id(0), shard_id(1))
        assert region.shards() == [(2, 0, HASH_END)]

    def test_the_upper_shard_may_be_named_first(self):
        region = SmallRegion(shards=2)
        merge(region, 1, 0)
        region.at(30)
        child = described(region)[2]
        assert (child["ParentShardId"], child["AdjacentParentShardId"]) == (shard_id(1), shard_id(0))
        assert region.shards() == [(2, 0, HASH_END)]

    @pytest.mark.parametrize(("shard", "other"), [(0, 2), (2, 0), (0, 3), (1, 1)])
    def test_shards_that_do_not_touch_are_refused(self, shard, other):
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
        split(region, 0, 5)
        region.at(30)
        code, message = region.refusal(
            "MergeShards", StreamName=STREAM, ShardToMerge=shard_id(1), AdjacentShardToMerge=shard_id(0)
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
    merge(region, 0, 1)
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


class TestUpdateShardCount:
    def test_the_answer_tells_the_count_before_and_the_goal(self):
        region = SmallRegion(shards=2)
        assert scale(region, 4) == {
            "StreamName": STREAM,
            "CurrentShardCount": 2,
            "TargetShardCount": 4,
            "StreamARN": region.region.streams[STREAM].arn,
        }

    @pytest.mark.parametrize(
        ("shards", "target", "timeline"),
        [
            # doubling takes splits, halving takes merges
            (2, 4, [(0, "UPDATING", [0, 1]), (30, "ACTIVE", [2, 3, 4, 5])]),
            (4, 2, [(0, "UPDATING", [0, 1, 2, 3]), (30, "ACTIVE", [4, 5])]),
            # anything else takes splits at the new borders, then merges: short-lived shards in between
            (2, 3, [(0, "UPDATING", [0, 1]), (30, "UPDATING", [2, 3, 4, 5]), (60, "ACTIVE", [2, 6, 5])]),
            (
                4,
                3,
                [
                    (0, "UPDATING", [0, 1, 2, 3]),
                    (30, "UPDATING", [0, 4, 5, 6, 7, 3]),
                    (60, "ACTIVE", [8, 9, 10]),
                ],
            ),
            (1, 1, [(0, "UPDATING", [0]), (30, "ACTIVE", [0])]),
        ],
    )
    def test_splits_and_merges_lead_to_the_goal(self, shards, target, timeline):
        region = SmallRegion(shards=shards)
        scale(region, target)
        assert timeline_of_shards(region, 100) == timeline

    @pytest.mark.parametrize(
        ("shards", "target"), [(1, 2), (3, 5), (5, 3), (7, 4), (8, 16), (10, 13), (13, 7)]
    )
    def test_the_shards_are_of_equal_size_afterwards(self, shards, target):
        region = SmallRegion(shards=shards)
        scale(region, target)
        region.at(600)
        assert region.status == "ACTIVE"
        assert [(start, end) for _, start, end in region.shards()] == even_ranges(target)

    def test_an_uneven_stream_is_evened_out(self):
        region = SmallRegion()
        split(region, 0, 1_000_000)
        region.at(30)
        scale(region, 2)
        region.at(600)
        assert [(start, end) for _, start, end in region.shards()] == even_ranges(2)

    @pytest.mark.parametrize(
        ("shards", "target", "words"),
        [
            (2, 5, "scale up over double"),
            (5, 2, "scale down below half"),
            (4, 1, "scale down below half"),
        ],
    )
    def test_more_than_double_and_less_than_half_are_refused(self, shards, target, words):
        region = SmallRegion(shards=shards)
        assert region.refusal(
            "UpdateShardCount", StreamName=STREAM, TargetShardCount=target, ScalingType="UNIFORM_SCALING"
        ) == (
            "LimitExceededException",
            (
                f"UpdateShardCount cannot {words} your current open shard count. "
                f"Current open shard count: {shards}, Target shard count: {target}"
            ),
        )
        assert region.status == "ACTIVE"

    def test_the_eleventh_call_within_24_hours_is_refused(self):
        region = SmallRegion(shards=2)
        seen = []
        for hour in [*range(12), 23.99, 24, 24.5]:
            region.at(hour * HOUR_S)
            try:
                scale(region, 3 if len(region.shards()) == 2 else 2)
                seen.append((hour, "ok"))
            except AwsError as error:
                seen.append((hour, error.code))
        assert seen == [(hour, "ok") for hour in range(10)] + [
            (10, "LimitExceededException"),
            (11, "LimitExceededException"),
            (23.99, "LimitExceededException"),
            (24, "ok"),
            (24.5, "LimitExceededException"),
        ]


class TestReadingAcross:
    def test_reading_goes_on_meanwhile_and_ends_with_the_names_of_the_children(self):
        region = SmallRegion()
        iterator, seen = region.iterator("TRIM_HORIZON"), []
        for second in (0, 10, 29, 31, 32):
            region.at(second)
            if second == 10:
                split(region, 0, HALF)
            if second < 31:
                region.put()
            answer = region.get(iterator)
            seen.append((second, [each["Data"] for each in answer["Records"]]))
            iterator = answer["NextShardIterator"]
        region.at(40)
        final = region.get(iterator)
        assert seen == [
            (0, []),
            (10, [b"0"]),
            (29, [b"1"]),
            (31, [b"2"]),
            (32, []),
        ]
        assert "NextShardIterator" not in final
        assert final["ChildShards"] == [
            {
                "ShardId": shard_id(1),
                "ParentShards": [shard_id(0)],
                "HashKeyRange": {"StartingHashKey": "0", "EndingHashKey": str(HALF - 1)},
            },
            {
                "ShardId": shard_id(2),
                "ParentShards": [shard_id(0)],
                "HashKeyRange": {"StartingHashKey": str(HALF), "EndingHashKey": str(HASH_END)},
            },
        ]

    def test_the_last_records_of_a_closed_shard_come_without_an_iterator(self):
        region = SmallRegion()
        split(region, 0, HALF)
        region.at(29.9)
        region.put()
        seen = []
        iterator = region.iterator("TRIM_HORIZON")
        for second in (30, 30.099999, 30.1):
            region.at(second)
            answer = region.get(iterator)
            seen.append((second, len(answer["Records"]), "ChildShards" in answer))
        assert seen == [(30, 0, False), (30.099999, 0, False), (30.1, 1, True)]

    def test_both_parents_of_a_merge_lead_to_the_child(self):
        region = SmallRegion(shards=2)
        merge(region, 0, 1)
        region.at(31)
        children = [region.get(region.iterator(shard=shard))["ChildShards"] for shard in (0, 1)]
        expected = {
            "ShardId": shard_id(2),
            "ParentShards": [shard_id(0), shard_id(1)],
            "HashKeyRange": {"StartingHashKey": "0", "EndingHashKey": str(HASH_END)},
        }
        assert children == [[expected], [expected]]

    def test_parents_before_children_keeps_the_order_of_a_key_and_children_first_breaks_it(self):
        region = SmallRegion()
        split(region, 0, HALF)
        for second in (10, 20, 40, 50):
            region.at(second)
            region.put("tenant", hash_key=0)
        region.at(60)
        parent, child = region.read(region.iterator(shard=0)), region.read(region.iterator(shard=1))
        assert parent + child == [b"0", b"1", b"2", b"3"]
        assert child + parent == [b"2", b"3", b"0", b"1"]


def test_open_shards_always_cover_every_hash_key_once():
    region = SmallRegion(shards=3)
    for target in (5, 4, 8, 6):
        scale(region, target)
        for _ in range(6):
            region.at(region.now_s + 30)
            ranges = [(start, end) for _, start, end in region.shards()]
            assert (ranges[0][0], ranges[-1][1]) == (0, HASH_END)
            assert all(left[1] + 1 == right[0] for left, right in pairwise(ranges))
