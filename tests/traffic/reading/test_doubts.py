"""A rate that nobody has, a row far from all others and coarse times are noticed, and nothing else is."""

from array import array
from itertools import accumulate, pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.traffic import Trace
from lablib.traffic.reading import doubts
from lablib.traffic.reading.doubts import Gap, absurd_rate_per_s, coarse_grain_s, lonely_gap


def trace_with(gaps_us):
    return Trace(Path("t.csv"), array("q", accumulate(gaps_us, initial=0)), {})


@pytest.mark.parametrize(
    ("gaps_us", "rate_per_s"),
    [
        ([50] * 20, None),  # 20,000 per second are still believed
        ([49] * 20, pytest.approx(20_408, abs=1)),
        ([10_000_000] * 20, None),  # as is a row in ten seconds
        ([10_000_001] * 20, pytest.approx(0.09999999)),
        ([0] * 20, float("inf")),
        ([0] * 8, None),  # nine rows say little
        ([0] * 9, float("inf")),
        ([1_000_000] * 20 + [10**12], None),  # by the rows without the gap
        ([1] * 20 + [10**12], 1_000_000),
    ],
)
def test_a_rate_is_absurd_below_and_above_what_a_gateway_does(gaps_us, rate_per_s):
    assert absurd_rate_per_s(trace_with(gaps_us)) == rate_per_s


@pytest.mark.parametrize(
    ("gaps_us", "gap"),
    [
        ([1] * 10 + [90], None),  # exactly nine tenths
        ([1] * 10 + [91], Gap(11, 91, 91 / 101)),
        ([91] + [1] * 10, Gap(1, 91, 91 / 101)),
        ([1] * 7 + [91], None),  # nine rows say little
        ([0] * 20, None),
    ],
)
def test_a_gap_is_named_if_it_is_more_than_nine_tenths_of_the_file(gaps_us, gap):
    assert lonely_gap(trace_with(gaps_us)) == gap


MINUTE_US = 60_000_000


@pytest.mark.parametrize(
    ("gaps_us", "grain_s"),
    [
        ([0, 0, 0, MINUTE_US] * 5, 60),  # Excel's CSV
        ([0, 0, 0, 60 * MINUTE_US] * 5, 3_600),
        ([0, 0, 0, 3 * 24 * 60 * MINUTE_US] * 5, 24 * 3_600),
        ([0, 0, 0, 1_000_000] * 5, 1),  # nginx's logs
        ([0, 0, 0, 1_000] * 5, None),
        ([0, 0, 0, MINUTE_US] * 5 + [1], None),  # one finer time shows that there could be more
        ([MINUTE_US] * 20, None),  # a row per minute shares its moment with none
        ([0, 0, 0, MINUTE_US] * 2, None),  # nine rows say little
        ([0] * 20, None),
    ],
)
@pytest.mark.parametrize("block_rows", [3, 2**16])
def test_times_are_coarse_if_rows_share_a_moment_and_all_differ_by_a_whole_unit(gaps_us, grain_s, block_rows):
    with patch.object(doubts, "BLOCK_ROWS", block_rows):
        assert coarse_grain_s(trace_with(gaps_us)) == grain_s


@given(st.lists(st.integers(0, 20), min_size=9, max_size=40), st.integers(0, 40), st.integers(1, 7))
def test_the_longest_gap_is_found_in_whatever_block_it_is(gaps_us, at, block_rows):
    gaps_us.insert(at, 100_000)
    trace = trace_with(gaps_us)
    with patch.object(doubts, "BLOCK_ROWS", block_rows):
        found = lonely_gap(trace)
    before, after = list(pairwise(trace.times_us))[found.row - 1]
    assert after - before == found.length_us == 100_000
