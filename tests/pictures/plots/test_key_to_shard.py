"""The picture of keys and shards counts what each range takes, and places keys as Kinesis does."""

from __future__ import annotations

import pytest

from lablib.pictures.plots import key_to_shard
from lablib.simulator.kinesis.state.routing import even_ranges

# Keys by the quarter of the line that their MD5 falls into: it begins with 1f, 50, 97, cd.
KEYS = ("t-0001", "t-0002", "t-0008", "t-0004")


def shards(*ranges):
    return [
        {
            "ShardId": f"shardId-{number:012d}",
            "HashKeyRange": {"StartingHashKey": str(first), "EndingHashKey": str(last)},
        }
        for number, (first, last) in enumerate(ranges)
    ]


def test_each_key_lies_in_the_range_that_holds_its_md5():
    drawn = key_to_shard(dict(zip(KEYS, (10, 20, 30, 1_040), strict=True)), shards(*even_ranges(4)))
    assert drawn.summary == (
        "4 keys, 1,100 records; shard 0: 1 key, 10; shard 1: 1 key, 20; "
        "shard 2: 1 key, 30; shard 3: 1 key, 1,040"
    )
    assert drawn.summary in drawn.alt


def test_ranges_come_from_left_to_right_whatever_the_order_of_the_list():
    halves = shards(*even_ranges(2))[::-1]
    drawn = key_to_shard(dict.fromkeys(KEYS, 5), halves)
    assert drawn.summary == "4 keys, 20 records; shard 0: 2 keys, 10; shard 1: 2 keys, 10"


@pytest.mark.nightly
def test_a_hundred_shards_are_drawn_too():
    drawn = key_to_shard({KEYS[0]: 1}, shards(*even_ranges(100)))
    assert "shard 12: 1 key, 1;" in drawn.summary  # 0x1f2d of 0x10000 is 12.2 %


def test_a_key_whose_shard_is_left_out_is_an_error_that_says_which_list_is_meant():
    with pytest.raises(ValueError, match="ranges cover 2 of 4 keys: give the open shards"):
        key_to_shard(dict.fromkeys(KEYS, 1), shards(*even_ranges(2))[:1])


def test_nothing_to_draw_is_an_error_that_says_so():
    with pytest.raises(ValueError, match="nothing to draw"):
        key_to_shard({KEYS[0]: 0}, shards(*even_ranges(1)))


def test_the_same_data_give_the_same_bytes():
    records = dict.fromkeys(KEYS, 3)
    assert (
        key_to_shard(records, shards(*even_ranges(2))).png
        == key_to_shard(records, shards(*even_ranges(2))).png
    )
