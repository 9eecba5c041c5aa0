"""The incident of lab 07: a day of retries, the loss behind it, and the books that tell."""

from __future__ import annotations

import pytest

from lablib.scenarios.mapping.blocked_consumer import pause_s
from lablib.scenarios.mapping.poison_pill import served_at_s, write_usage
from lablib.scenarios.mapping.unseen_day import another_day
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator.world import World


def test_the_books_have_what_was_served_until_now():
    with World(7) as world:
        make_stream(2)
        books = write_usage(world, per_s=0.2, until_s=7_200, malformed_at_s=3_600)
        world.sleep(3_600 - world.elapsed_s)
        until_one = len(books)
        early_s = served_at_s(books)[-1] - world.clock.now_s
        assert -60 < early_s < 60  # the next second with traffic is in them already
        world.sleep(2 * 3_600)
        assert 0 < until_one < len(books) == world.totals()["offered"]


@pytest.mark.nightly
def test_an_untouched_starter_survives_another_day_and_the_region_knows_the_loss():
    rows = another_day(8, 2, 30, lambda *_: ..., lambda *_: ..., lambda *_: ...)
    assert [yours for _, yours, _ in rows] == [None] * 5
    assert [truth for _, _, truth in rows[1:3]] == ["nothing", "retention"]  # within the day, and after
    _, _, lost = rows[3]
    assert lost > 1  # the cascade: more than the malformed event
    assert rows[4][2] == lost  # and nobody counted any


def test_the_pause_doubles_from_half_a_second_up_to_a_minute():
    assert [pause_s(n) for n in (1, 2, 3, 8, 9, 1_000)] == [0.5, 1, 2, 60, 60, 60]
