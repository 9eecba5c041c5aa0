"""The ages of shards, and what retention takes behind a blocked one."""

from __future__ import annotations

import pytest
from test_pictures import assert_no_word_lies_on_another, words_of

from lablib.pictures.plots import cascade, iterator_age
from lablib.simulator.limits import S_PER_HOUR, WORLD_START_S

NAME = "shardId-{:012d}"


def climbing(hours, since_h=2):
    """From hour `since_h` on 60 s older each minute, up to a day."""
    every = range(WORLD_START_S, WORLD_START_S + hours * S_PER_HOUR, 60)
    return [
        (at, float(min(24 * S_PER_HOUR, max(5, at - WORLD_START_S - since_h * S_PER_HOUR)))) for at in every
    ]


def calm(hours):
    return [(WORLD_START_S + minute * 60, 5.0) for minute in range(hours * 60)]


def test_a_blocked_shard_is_named_with_its_age():
    ages = {NAME.format(0): calm(12), NAME.format(1): climbing(12), NAME.format(2): calm(12)}
    picture = iterator_age(ages)
    # blocked from hour 2 on, last seen a minute before hour 12
    assert picture.summary == (
        "3 shards, 12.0 hours: shardId-000000000001 up to 10.0 hours old, "
        "the others up to 0.0; retention 24 hours"
    )
    assert picture.summary in picture.alt
    assert "Shard 1 is 10.0 hours behind; no other is more than 0.0 hours" in words_of(
        iterator_age.__wrapped__(ages).figure
    )


def test_at_the_edge_of_the_retention_it_is_as_old_as_can_be():
    said = words_of(iterator_age.__wrapped__({NAME.format(1): climbing(30)}).figure)
    assert "Shard 1 is as old as the stream allows" in said
    assert "retention: after 24 hours the stream forgets a record" in said


def test_healthy_shards_are_called_healthy():
    said = words_of(iterator_age.__wrapped__({NAME.format(0): calm(3), NAME.format(1): calm(3)}).figure)
    assert "No shard is more than two hours behind" in said
    assert "all shards" in said


@pytest.mark.parametrize(
    ("shards", "hours"),
    [
        pytest.param(shards, hours, marks=() if (row + column) % 3 == 0 else pytest.mark.nightly)
        for row, shards in enumerate([1, 2, 6])
        for column, hours in enumerate([1, 12, 30, 60])
    ],
)
def test_no_word_lies_on_another(shards, hours):
    ages = {NAME.format(number): calm(hours) for number in range(shards)}
    assert_no_word_lies_on_another(iterator_age.__wrapped__(ages).figure)
    ages[NAME.format(0)] = climbing(hours)
    assert_no_word_lies_on_another(iterator_age.__wrapped__(ages).figure)


def test_losses_are_counted_by_the_half_hour_in_which_the_retention_ended():
    minute_s = 60
    arrived = [WORLD_START_S + minute * minute_s for minute in range(180)]
    lost = arrived[30:40] + arrived[95:100]
    picture = cascade(arrived, lost)
    # drawn: from the half hour of minute 30 to an hour after that of minute 95: minutes 30 to 179
    assert picture.summary == (
        "150 records reached the end of their retention, 15 of them lost, in 2 half hours within 1.5 hours"
    )
    figure = cascade.__wrapped__(arrived, lost).figure
    assert "After the first record that expired, 14 more did, over 1.5 hours" in words_of(figure)
    first_s, end_s = figure.axes[0].get_xlim()
    assert (first_s, end_s) == (arrived[30] + 24 * S_PER_HOUR, arrived[30] + 24 * S_PER_HOUR + 9_000)
    assert_no_word_lies_on_another(figure)


def test_a_longer_retention_ends_later():
    (bar, *_) = cascade.__wrapped__([0.0], [0.0], retention_h=48).figure.axes[0].patches
    assert bar.get_x() == 48 * S_PER_HOUR


@pytest.mark.parametrize(("draw", "nothing"), [(iterator_age, ({},)), (cascade, ([1.0], []))])
def test_nothing_to_draw_is_an_error_that_says_so(draw, nothing):
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(*nothing)
