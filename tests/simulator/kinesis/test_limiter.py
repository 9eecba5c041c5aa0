"""The write limit of a shard: no window takes more than the burst and what refills in it."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples

from lablib.simulator import limits
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond, TokenBucket, charge_bytes

RECORDS_PER_S, BYTES_PER_S = (
    1_000,
    2**20,
)  # https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
SECOND_US = 1_000_000

arrivals = st.lists(
    st.tuples(
        st.integers(0, SECOND_US // 2),  # us after the one before
        st.integers(1, 400),  # records at this moment
        st.sampled_from([1_024, 4_096, 51_200, 1_048_576]),  # bytes charged for each
    ),
    max_size=12,
)


def plain(arrived: list[tuple[int, int, int]]) -> list[int]:
    """The oracle: how many of each group get in, with fractions in place of integers of millionths."""
    records, room, answers = Fraction(RECORDS_PER_S), Fraction(BYTES_PER_S), []
    for gap_us, count, charge in arrived:
        gap_s = Fraction(gap_us, SECOND_US)
        records = min(Fraction(RECORDS_PER_S), records + gap_s * RECORDS_PER_S)
        room = min(Fraction(BYTES_PER_S), room + gap_s * BYTES_PER_S)
        taken = min(count, int(records), int(room / charge))
        records, room = records - taken, room - taken * charge
        answers.append(taken)
    return answers


@examples(150)
@given(arrivals)
def test_the_bucket_of_integers_agrees_with_the_one_of_fractions(arrived):
    bucket, now_us, taken = TokenBucket(0), 0, []
    for gap_us, count, charge in arrived:
        now_us += gap_us
        taken.append(sum(bucket.admit(charge, now_us) for _ in range(count)))
    assert taken == plain(arrived)


@examples(100)
@given(arrivals)
def test_no_window_takes_more_than_a_burst_and_what_refills_in_it(arrived):
    bucket, now_us = TokenBucket(0), 0
    admitted: list[tuple[int, int, int]] = []  # (us, records, bytes)
    for gap_us, count, charge in arrived:
        now_us += gap_us
        taken = sum(bucket.admit(charge, now_us) for _ in range(count))
        admitted.append((now_us, taken, taken * charge))
    for first, last in combinations_with_replacement(range(len(admitted)), 2):
        window_s = Fraction(admitted[last][0] - admitted[first][0], SECOND_US)
        inside = admitted[first : last + 1]
        assert sum(records for _, records, _ in inside) <= RECORDS_PER_S * (1 + window_s)
        assert sum(size for _, _, size in inside) <= BYTES_PER_S * (1 + window_s)


@examples(100)
@given(arrivals)
def test_an_aligned_window_takes_no_more_than_the_limit_in_any_second_of_the_clock(arrived):
    window, now_us, records, sizes = AlignedSecond(0), 0, {}, {}
    for gap_us, count, charge in arrived:
        now_us += gap_us
        taken = sum(window.admit(charge, now_us) for _ in range(count))
        second = now_us // SECOND_US
        records[second] = records.get(second, 0) + taken
        sizes[second] = sizes.get(second, 0) + taken * charge
    assert all(count <= RECORDS_PER_S for count in records.values())
    assert all(size <= BYTES_PER_S for size in sizes.values())


def test_a_refused_record_takes_nothing():
    bucket = TokenBucket(0)
    assert bucket.admit(2**20 - 10, 0)
    assert [bucket.admit(charge, 0) for charge in (11, 11, 10, 1)] == [False, False, True, False]


@pytest.mark.parametrize(
    ("size", "before", "charged"),
    [(1, 0, 1_024), (1_024, 0, 1_024), (1_025, 0, 2_048), (1, 1, 0), (1_023, 1, 0), (1_024, 1, 1_024)],
)
def test_the_sum_of_a_call_is_charged_in_whole_kilobytes(size, before, charged):
    assert charge_bytes(size, before, limits.THROTTLE_CHARGE_UNIT_BYTES) == charged


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=30))
def test_charges_of_a_call_add_up_to_its_sum_rounded_up(sizes):
    charges = [charge_bytes(size, sum(sizes[:index]), 1_024) for index, size in enumerate(sizes)]
    assert sum(charges) == -(-sum(sizes) // 1_024) * 1_024
