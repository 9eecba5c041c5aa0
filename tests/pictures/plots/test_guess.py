"""A prediction stands in the picture that it is about, wherever the guess was."""

from __future__ import annotations

import pytest
from one_in import one_in

from lablib.pictures.plots import capacity_day, cascade, iterator_age, offered_stored_lost, retry_storm
from lablib.pictures.plots.guess import number_or_none, within
from lablib.scenarios.capacity import Plan, capacity_run, incident_day
from lablib.scenarios.producer import BackoffKnobs, backoff_scenario

TOTALS = {"offered": 10_000, "stored": 9_800, "rejected": 200}
AGES = {
    "shardId-000000000000": [(at_s, 1.0) for at_s in range(0, 36_000, 600)],
    "shardId-000000000001": [(at_s, float(at_s)) for at_s in range(0, 36_000, 600)],
}
WAVES = backoff_scenario(BackoffKnobs("exponential", attempts=12))
DAY = capacity_run(incident_day(7, 60), Plan(shards=5))

ARRIVED_S = list(range(0, 36_000, 100))
LOST_S = ARRIVED_S[36:216]

PICTURES = {
    "expired records": (
        lambda guess: cascade(ARRIVED_S, LOST_S, guess=guess),
        "your guess: 60 lost",
        60,
    ),
    "lost records": (lambda guess: offered_stored_lost(TOTALS, guess=guess), "your guess 300", 300),
    "hours": (lambda guess: iterator_age(AGES, guess_h=guess), "your guess: 2.5 hours", 2.5),
    "shards": (lambda guess: capacity_day(DAY, guess_shards=guess), "your guess: 4 shards", 4),
    "seconds": (lambda guess: retry_storm(WAVES, guess_s=guess), "your guess: 8 s", 8),
}


@pytest.mark.parametrize("name", one_in(3, PICTURES))
def test_a_guess_is_a_mark_in_the_picture_and_in_its_words(name):
    draw, words, guess = PICTURES[name]
    without, drawn = draw(None), draw(guess)
    assert drawn.png != without.png
    assert drawn.summary.endswith(words)
    assert words in drawn.alt
    assert "guess" not in without.summary + without.alt


@pytest.mark.parametrize("name", one_in(5, PICTURES))
@pytest.mark.parametrize("guess", [pytest.param(0, marks=pytest.mark.nightly), 10**9])
def test_a_guess_far_from_the_truth_leaves_the_picture_as_large_as_it_is(name, guess):
    draw, _, near = PICTURES[name]
    assert draw(guess).width_px == draw(near).width_px


@pytest.mark.parametrize(("guess", "number"), [(5, 5.0), (0.1, 0.1), (None, None), ("b", None), (True, None)])
def test_only_a_number_can_be_drawn(guess, number):
    assert number_or_none(guess) == number


def test_a_guess_outside_the_picture_is_drawn_at_its_edge_with_an_arrow():
    assert within(3, 10) == (3, "")
    assert within(30, 10) == (10, " ↑")
    assert within(-1, 10) == (0, "")
