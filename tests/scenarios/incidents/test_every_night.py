"""Every night can be solved, every wrong act costs something, and no two causes look the same."""

from __future__ import annotations

import pytest
from nights import ALL, first_seed, night
from one_in import one_in

from lablib.scenarios.incidents import runs
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.incident import compose
from lablib.scenarios.incidents.night import Night
from lablib.scenarios.incidents.signs import telling_apart

LEVELS = (1, 2, 3)
SOME, MANY = range(10), range(100)
NEVER_WELL = "retention-cut"
"""What has expired stays lost, and the backlog lasts for days: the reference can only end the loss."""


def is_solved(seed, level):
    played = night(seed, level)
    if NEVER_WELL in compose(seed, level).ids:
        return played.result.harm_usd < night(seed, level, "nothing").result.harm_usd
    return not played.would_page_again


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", SOME)
def test_the_reference_solves_a_night(seed, level):
    assert is_solved(seed, level)


@pytest.mark.parametrize("seed", one_in(5, SOME))
def test_a_worse_act_ends_worse(seed):
    (cause,) = compose(seed, 1).causes
    worse = sorted(cause.worse)[seed % len(cause.worse)]
    assert night(seed, 1, worse).result.harm_usd > night(seed, 1).result.harm_usd


@pytest.mark.parametrize("cause", one_in(6, ALL))
def test_a_cause_can_be_told_from_every_other_by_what_there_is_to_see(cause):
    assert_can_be_told(cause, first_seed(cause), level=1)


def assert_can_be_told(cause, seed, level):
    """It shows itself, and of each other cause something that it would show isn't there, or isn't its own."""
    incident = compose(seed, level, (cause,))
    seen = runs.signs_of(incident)
    assert seen[cause]
    for other in CAUSES.values():
        own, missing = telling_apart(CAUSES[cause], other, seen)
        assert other.id == cause or own or missing, f"{cause} looks like {other.id}"


@pytest.mark.nightly
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", MANY)
def test_the_reference_solves_every_night_and_does_less_harm_than_nothing(seed, level):
    assert is_solved(seed, level)
    assert night(seed, level).result.harm_usd < night(seed, level, "nothing").result.harm_usd


@pytest.mark.nightly
@pytest.mark.parametrize("seed", MANY)
def test_every_worse_act_ends_worse(seed):
    (cause,) = compose(seed, 1).causes
    reference = night(seed, 1).result.harm_usd
    assert {name for name in cause.worse if night(seed, 1, name).result.harm_usd <= reference} == set()


@pytest.mark.nightly
@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("seed", SOME)
@pytest.mark.parametrize("cause", ALL)
def test_every_cause_pages_also_between_red_herrings(cause, seed, level):
    with Night(compose(seed, level, (cause,))).open() as paged:
        assert paged.pager


@pytest.mark.nightly
@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("cause", ALL)
def test_a_cause_can_be_told_from_every_other_also_between_red_herrings(cause, seed, level):
    assert_can_be_told(cause, seed, level)
