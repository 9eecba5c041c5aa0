"""Asking a shard for whole runs of records is asking it for one after the other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.scenarios.replay.one_by_one import OneByOne
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond, TokenBucket, Unlimited, charge_bytes

sizes = st.one_of(
    st.lists(st.integers(1, 3_000), max_size=500),
    st.lists(st.sampled_from([1, 1_023, 1_024, 1_025, 50_000, 300_000, 1_048_576]), max_size=60),
    st.builds(lambda size, count: [size] * count, st.integers(1, 5_000), st.integers(0, 500)),
)


def in_turn(limiter, sizes_bytes, now_us, unit_bytes):
    """As `PutCall` asks for entries."""
    stored_bytes, stored = 0, []
    for size_bytes in sizes_bytes:
        stored.append(limiter.admit(charge_bytes(size_bytes, stored_bytes, unit_bytes), now_us))
        stored_bytes += size_bytes if stored[-1] else 0
    return stored, stored_bytes


@pytest.mark.parametrize("model", [TokenBucket, AlignedSecond, Unlimited])
@given(
    calls=st.lists(st.tuples(st.integers(0, 900_000), sizes), min_size=1, max_size=5),
    unit=st.sampled_from([1, 1_024]),
)
def test_the_same_records_are_stored_and_the_same_room_is_left(model, calls, unit):
    one, other = model(0), model(0)
    now_us = 0
    for after_us, sizes_bytes in calls:
        now_us += after_us
        part = OneByOne(one, now_us, unit)
        stored = part.admit(np.array(sizes_bytes, np.int64)).tolist()
        assert (stored, part.stored_bytes) == in_turn(other, sizes_bytes, now_us, unit)


def test_a_shard_is_asked_few_times_for_many_records():
    class Counting(TokenBucket):
        asked = 0

        def admit(self, charge_bytes, now_us, records=1):
            Counting.asked += 1
            return super().admit(charge_bytes, now_us, records)

    limiter = Counting(0)
    assert OneByOne(limiter, 0, 1_024).admit(np.full(2_000, 100)).sum() == 1_000
    assert Counting.asked < 30
