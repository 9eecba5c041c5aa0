"""The picture of a blast radius, and the most executions that were open at once."""

import pytest

from lablib.pictures.plots import concurrency
from lablib.scenarios.mapping.blast_radius import most_at_once


def test_it_says_what_was_held_shared_and_throttled():
    drawn = concurrency([0, 10, 10, 4], 10, [1.0, 2.5], 8)
    assert str(drawn) == drawn.summary == repr(drawn)
    assert (
        drawn.summary == "bill: at most 10 executions at once, 10 are shared; sign-in: 2 of 8 calls throttled"
    )
    assert "4 seconds" in drawn.alt


def test_no_second_is_an_error():
    with pytest.raises(ValueError, match="nothing to draw"):
        concurrency([], 10, [], 0)


def test_what_is_open_at_once_is_counted_in_each_second():
    s = 1_000_000
    spans = [(0, s // 2), (s // 4, 3 * s), (s // 2, s), (3 * s, 4 * s)]
    assert most_at_once(spans, 5) == [2, 1, 1, 1, 0]
