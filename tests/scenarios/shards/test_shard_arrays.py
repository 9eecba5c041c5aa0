"""Arrays of records by shard and second, held against the limiter that looks at one record at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lablib.scenarios.shards.shard_arrays import ShardRooms, dealt
from lablib.simulator import limits
from lablib.simulator.kinesis.state.write_limiter import TokenBucket, charge_bytes

LOADS = arrays(np.int64, st.tuples(st.integers(1, 3), st.integers(1, 6)), elements=st.integers(0, 2_500))
SIZES = st.one_of(st.integers(1, 3_000), st.sampled_from([1_023, 1_024, 1_025, 1_048, 25_600]))


def one_by_one(load, record_bytes):
    """What the limiter of each shard admits, record by record."""
    admitted = np.zeros_like(load)
    for shard, row in enumerate(load.tolist()):
        limiter = TokenBucket(0)
        for second, count in enumerate(row):
            stored_bytes = 0
            for _ in range(count):
                charge = charge_bytes(record_bytes, stored_bytes, limits.THROTTLE_CHARGE_UNIT_BYTES)
                if limiter.admit(charge, second * limits.US_PER_S):
                    admitted[shard, second] += 1
                    stored_bytes += record_bytes
    return admitted


@given(LOADS, SIZES)
def test_what_is_stored_is_what_the_limiter_admits_record_by_record(load, record_bytes):
    stored = ShardRooms(len(load)).take(load, record_bytes)
    assert stored.tolist() == one_by_one(load, record_bytes).tolist()


@given(LOADS, SIZES, st.integers(0, 6))
def test_a_load_in_two_parts_is_the_load(load, record_bytes, cut):
    rooms = ShardRooms(len(load))
    parts = [rooms.take(part, record_bytes) for part in (load[:, :cut], load[:, cut:]) if part.shape[1]]
    assert np.hstack(parts).tolist() == ShardRooms(len(load)).take(load, record_bytes).tolist()


def test_a_second_s_burst_of_3000_records_loses_2000():
    assert ShardRooms(1).take(np.array([[0, 3_000, 0, 0]]), 200).tolist() == [[0, 1_000, 0, 0]]


def test_large_records_are_bound_by_bytes():
    assert ShardRooms(1).take(np.array([[600, 600]]), 2_048).tolist() == [[512, 512]]


def test_a_new_shard_begins_with_its_room_full_and_the_others_keep_theirs():
    rooms = ShardRooms(2)
    rooms.take(np.array([[1_000], [1_400]]), 1_048)
    rooms.size_bytes[:] = [5, 6]
    rooms.records[:] = [7, 8]
    rooms.keep([1, None, None])
    assert rooms.records.tolist() == [8, 1_000, 1_000]
    assert rooms.size_bytes.tolist() == [6, 1_048_576, 1_048_576]


SHARES = st.lists(st.integers(1, 100), min_size=1, max_size=8).map(lambda parts: np.array(parts) / sum(parts))
TOTALS = arrays(np.int64, st.integers(1, 50), elements=st.integers(0, 5_000))


@given(TOTALS, SHARES, st.one_of(st.none(), st.integers(0, 100_000)))
def test_every_record_is_dealt_out_once(totals, shares, first_second):
    load = dealt(totals, shares, first_second)
    assert load.shape == (len(shares), len(totals))
    assert (load >= 0).all()
    assert load.sum(axis=0).tolist() == totals.tolist()
    assert (abs(load - np.outer(shares, totals)) < 1 + 1e-6).all()


def test_over_time_each_shard_has_its_share_of_a_trickle():
    load = dealt(np.ones(1_000, dtype=np.int64), np.array([0.2, 0.3, 0.5]), 0)
    assert load.sum(axis=1) == pytest.approx([200, 300, 500], abs=3)
