"""Arrays of records by shard and second, held against the limiter that looks at one record at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lablib.scenarios.shards.shard_arrays import dealt, stored_of
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
    stored = stored_of(load, record_bytes)
    assert stored.tolist() == one_by_one(load, record_bytes).tolist()


def test_a_second_s_burst_of_3000_records_loses_2000():
    assert stored_of(np.array([[0, 3_000, 0, 0]]), 200).tolist() == [[0, 1_000, 0, 0]]


def test_large_records_are_bound_by_bytes():
    assert stored_of(np.array([[600, 600]]), 2_048).tolist() == [[512, 512]]


def test_a_second_gives_back_all_the_room_that_a_shard_has():
    assert limits.SHARD_WRITE_BURST_RECORDS <= limits.SHARD_WRITE_RECORDS_PER_S
    assert limits.SHARD_WRITE_BURST_BYTES <= limits.SHARD_WRITE_BYTES_PER_S


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
