"""UpdateShardCount: splits and merges in rounds until the shards are of equal size; what is refused."""

from itertools import pairwise

import pytest
from small_region import HASH_END, HOUR_S, STREAM, SmallRegion

from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.routing import even_ranges
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond


def test_the_answer_tells_the_count_before_and_the_goal():
    region = SmallRegion(shards=2)
    assert region.scale(4) == {
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
def test_splits_and_merges_lead_to_the_goal(shards, target, timeline):
    region = SmallRegion(shards=shards)
    region.scale(target)
    assert region.shard_timeline(100) == timeline


@pytest.mark.parametrize(("shards", "target"), [(1, 2), (3, 5), (5, 3), (7, 4), (8, 16), (10, 13), (13, 7)])
def test_the_shards_are_of_equal_size_afterwards(shards, target):
    region = SmallRegion(shards=shards)
    region.scale(target)
    region.at(600)
    assert region.status == "ACTIVE"
    assert [(start, end) for _, start, end in region.shards()] == even_ranges(target)


def test_an_uneven_stream_is_evened_out():
    region = SmallRegion()
    region.split(0, 1_000_000)
    region.at(30)
    region.scale(2)
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
def test_more_than_double_and_less_than_half_are_refused(shards, target, words):
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


def test_the_eleventh_call_within_24_hours_is_refused():
    region = SmallRegion(shards=2)
    seen = []
    for hour in [*range(12), 23.99, 24, 24.5]:
        region.at(hour * HOUR_S)
        try:
            region.scale(3 if len(region.shards()) == 2 else 2)
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


def test_open_shards_always_cover_every_hash_key_once():
    region = SmallRegion(shards=3)
    for target in (5, 4, 8, 6):
        region.scale(target)
        for _ in range(6):
            region.at(region.now_s + 30)
            ranges = [(start, end) for _, start, end in region.shards()]
            assert (ranges[0][0], ranges[-1][1]) == (0, HASH_END)
            assert all(left[1] + 1 == right[0] for left, right in pairwise(ranges))


def test_under_load_the_stream_takes_what_its_open_shards_take_in_every_second():
    """Three shards for two come in two rounds, splits and merges. In between there are four: two of a third
    of the hash keys, which are full, and two of a sixth, to which only 11 of the 32 hash keys here belong."""
    region = SmallRegion(shards=2, write_limiter=AlignedSecond)
    points = [key * 2**120 for key in range(0, 256, 8)]
    region.scale(3)
    stored, before = [], None
    for second in range(91):
        region.at(second)
        # 4 MiB in 128 records, spread over all hash keys
        count = region.put_all(*[(point, 32_768) for point in points * 4]).count("+")
        if count != before:
            stored.append((second, region.status, len(region.shards()), count / 32))
            before = count
    assert stored == [
        (0, "UPDATING", 2, 2.0),
        (30, "UPDATING", 4, 2.0 + 11 / 8),
        (60, "ACTIVE", 3, 3.0),
    ]
