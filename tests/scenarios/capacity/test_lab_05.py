"""What lab 05 says in its prose and asks in its exercises, held against the region."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from lablib.pictures.plots import capacity_day
from lablib.scenarios.capacity import (
    ON_DEMAND,
    Load,
    Plan,
    capacity_run,
    incident_day,
    launch,
    minutes_of,
    tenants,
    usual_day,
)
from lablib.teaching.checks.grading import grader_of
from lablib.teaching.course import labs

(EXERCISE,) = (each for lab in labs() for each in lab.exercises if each.number == "05.2")
grader_of(EXERCISE.folder / "grader.py")
GRADER = sys.modules["lablib_grader_warm_up"]
SHAPES = {
    "a calm hour": (2_000,) * 60,
    "a launch that triples": (1_500,) * 10 + (6_000,) * 50,
    "a steep launch": (500,) * 7 + (25_000,) * 80,
    "growth by a tenth a minute": tuple(int(2_500 * 1.1**minute) for minute in range(40)),
    "a rise that announces itself": (2_500,) * 20 + (4_900,) * 20,
    "a burst, and again later": (1_000,) * 5 + (7_000,) * 4 + (1_000,) * 20 + (7_000,) * 4 + (1_000,) * 9,
}


def throttled_in_the_region(per_s):
    run = capacity_run(minutes_of(per_s), Plan(ON_DEMAND, auto=True))
    return np.flatnonzero(run.throttled_per_s.reshape(-1, 60).sum(axis=1)).tolist()


@pytest.mark.parametrize("name", SHAPES)
def test_the_rule_of_the_exercise_is_what_the_region_does_with_an_even_load(name):
    rooms = GRADER.rooms_of(SHAPES[name])
    by_rule = [minute for minute, load in enumerate(SHAPES[name]) if load > rooms[minute]]
    assert throttled_in_the_region(SHAPES[name]) == by_rule


@pytest.mark.parametrize(
    "name", ["a new stream", "exactly twice the capacity", "a record more than twice", "a steep launch"]
)
def test_the_shortest_warm_up_is_just_enough_in_the_region(name):
    launch, solution = GRADER.LAUNCHES[name], {}
    exec((EXERCISE.folder / "solution.py").read_text(), solution)
    plan, before = solution["warm_up"](*launch), [launch.peak_before] * 5
    assert throttled_in_the_region([*before, *plan, *[launch.per_s] * 20]) == []
    assert (
        throttled_in_the_region([*before, *plan[:-1], *[launch.per_s] * 20])[0] == len(before) + len(plan) - 1
    )


def test_the_wall_of_the_lesson_meets_5_then_10_then_16_shards():
    run = capacity_run(Load((tenants(usual_day(7) + launch(14.0, 60, 6_000)),)), Plan(ON_DEMAND))
    bad = np.flatnonzero(run.throttled_per_s)
    during = run.shards_per_s[bad[0] : bad[-1] + 2]
    assert sorted(set(during.tolist())) == [5, 10, 16]
    assert 8_000 < run.load.per_s[15 * 3_600 - 600 : 15 * 3_600].mean() < 8_400
    assert 2_100 < run.load.per_s[14 * 3_600 - 600 : 14 * 3_600].mean() < 2_300


def test_the_incident_s_day_is_quiet_by_the_minute_so_on_demand_adds_no_shard():
    run = capacity_run(incident_day(7), Plan(ON_DEMAND))
    assert set(run.shards_per_s.tolist()) == {4}
    assert run.throttled > 0


def test_what_the_incident_needs_is_a_spread_key_and_a_spread_flush_not_more_shards():
    one_key, spread = incident_day(7, hot_keys=1), incident_day(7, flush_s=1)
    assert (
        capacity_run(one_key, Plan(shards=8)).throttled
        == capacity_run(one_key, Plan(shards=16)).throttled
        > 0
    )
    assert capacity_run(spread, Plan(shards=4)).throttled == 0


def test_the_picture_of_a_day_says_whether_it_was_enough():
    busy, enough = (capacity_run(incident_day(7), Plan(shards=count)) for count in (4, 7))
    throttled = f"{busy.throttled:,} throttled in {np.count_nonzero(busy.throttled_per_s)} seconds"
    records = f"provisioned, 4 shards: {busy.load.per_s.sum():,} records"
    assert capacity_day(busy).summary.startswith(f"{records}, {throttled}; 4 shards; ")
    dollars = f"{enough.month.total_usd:,.2f} dollars for 30 such days"
    assert capacity_day(enough).summary.endswith(f" 0 throttled in 0 seconds; 7 shards; {dollars}")
