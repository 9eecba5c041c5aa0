"""The rule of on-demand streams by itself: minutes in, splits out."""

import pytest

from lablib.simulator import limits
from lablib.simulator.kinesis.state.on_demand_rule import (
    Load,
    OnDemandScaler,
    capacity_for,
    middle,
    of_shards,
    shards_for,
)

MIB = limits.SHARD_WRITE_BYTES_PER_S
MINUTE_US = 60 * limits.US_PER_S
DAY_MINUTES = 24 * 60


def even(shards, bytes_per_s=0, records_per_s=0):
    """A load spread evenly over shards 0, 1, ..."""
    return {shard: Load(bytes_per_s // shards, records_per_s // shards) for shard in range(shards)}


def history(scaler, minutes, open_shards):
    """What minutes of `{number: loads}` ask for: `[(minute of the round's end, shards split), ...]`."""
    rounds = []
    for minute in range(max(minutes) + 20):
        now_us = minute * MINUTE_US
        if minute in minutes:
            scaler.minute_ended(now_us, minutes[minute], open_shards)
        if scaler.due_us == now_us:
            split = scaler.round_over(now_us, range(open_shards))
            open_shards += len(split)
            rounds.append((minute, split))
    return rounds


@pytest.mark.parametrize(
    ("peak", "warm_mib_per_s", "shards"),
    [
        (Load(), 0, 4),  # a new stream: 4 MB and 4,000 records a second
        (Load(2 * MIB, 2_000), 0, 4),
        (Load(2 * MIB + 1, 2_000), 0, 5),
        (Load(50_000_000, 0), 0, 96),  # AWS's example: a peak of 50 MB needs room for 100 MB
        (Load(100_000, 2_001), 0, 5),  # small records: their number decides
        (Load(2 * MIB, 2_000), 100, 100),
        (Load(80 * MIB, 2_000), 100, 160),
        (Load(10_000 * MIB, 0), 0, 10_240),
    ],
)
def test_there_is_room_for_twice_the_peak_at_least_four_shards_or_the_warm_throughput(
    peak, warm_mib_per_s, shards
):
    assert shards_for(capacity_for(peak, warm_mib_per_s)) == shards


def test_a_new_peak_brings_shards_after_fifteen_minutes_by_what_the_peak_is_then():
    minutes = {1: even(4, records_per_s=2_000), 2: even(4, records_per_s=2_400)}
    assert history(OnDemandScaler(), minutes, 4) == [(17, [0])]
    minutes[9] = even(4, records_per_s=3_200)
    assert history(OnDemandScaler(), minutes, 4) == [(17, [0, 1, 2])]


def test_traffic_that_stays_too_high_doubles_the_shards_every_fifteen_minutes():
    scaler = OnDemandScaler()
    full = {minute: even(4, records_per_s=4_000) for minute in range(1, 17)}
    full |= {minute: even(8, records_per_s=8_000) for minute in range(17, 33)}
    full |= {minute: even(16, records_per_s=16_000) for minute in range(33, 40)}
    rounds = history(scaler, full, 4)
    assert [(minute, len(split)) for minute, split in rounds] == [(16, 4), (32, 8), (48, 16)]


def test_a_minute_counts_for_no_more_than_the_shards_carry_lastingly():
    burst = {1: {shard: Load(MIB * 61 // 60, 1_016) for shard in range(4)}}
    assert history(OnDemandScaler(), burst, 4) == [(16, [0, 1, 2, 3])]


def test_a_shard_above_500_kb_is_split_whatever_the_others_carry():
    at, above = Load(512_000, 10), Load(512_001, 10)
    assert history(OnDemandScaler(), {1: {2: at}}, 4) == []
    assert history(OnDemandScaler(), {1: {2: above}, 4: {1: above}, 17: {0: above}}, 4) == [
        (16, [1, 2]),
        (32, [0]),
    ]


def test_those_above_500_kb_are_split_first_then_the_busiest_by_whichever_limit_is_nearer():
    loads = {0: Load(0, 900), 1: Load(400_000, 600), 2: Load(600_000, 100), 3: Load(0, 1_000)}
    assert history(OnDemandScaler(), {1: loads}, 4) == [(16, [2, 3])]


def test_a_peak_counts_for_thirty_days():
    scaler = OnDemandScaler()
    scaler.minute_ended(5 * MINUTE_US, even(8, records_per_s=6_000), 12)
    later = {days: scaler.shards_wanted(days * DAY_MINUTES * MINUTE_US) for days in (0, 1, 29, 30)}
    assert later == {0: 12, 1: 12, 29: 12, 30: 4}


def test_a_shard_is_cut_in_the_middle():
    assert [middle(0, limits.HASH_KEY_MAX), middle(0, 1), middle(4, 8)] == [2**127, 1, 6]
    assert Load.of_minute(600, 90) == Load(10, 1)
    assert Load(of_shards(1).bytes_per_s // 2, 700).fill == 0.7
