"""Advice for a traffic: the recommended plan loses nothing in the exact engine, and one shard less does."""

from array import array
from pathlib import Path

import pytest

from lablib import World
from lablib.pictures.plots.plans_by_cost import plans_by_cost
from lablib.scenarios.advice import OWN_KEY, Plan, Traffic, advise, play_plan
from lablib.scenarios.replay import exact_engine
from lablib.traffic import Trace
from lablib.traffic.producers import PRODUCERS
from lablib.traffic.reading.in_blocks import outline_of
from lablib.traffic.trace import Column

RESEND = "read the response and resend what was throttled"
PACK_ALL = "pack all events of a flush, under the gateway's name as key"
NOW = Plan(shards=2, flush_every_s=5.0, producer="naive")


def burst(rows: int = 3_000, tenants: int = 40) -> Trace:
    """Ten seconds; a flush brings 1,500 events of 40 tenants."""
    keys = Column()
    for row in range(rows):
        keys.append(f"t-{row % tenants:02d}")
    times_us = array("q", [row * 10_000_000 // rows for row in range(rows)])
    return Trace(Path("burst.csv"), times_us, {"key": keys}, "key", array("q", [200] * rows))


@pytest.fixture(scope="module")
def advice():
    return advise(Traffic(outline_of(burst()), gateways=2, seed=7), NOW)


def test_today_loses_and_every_plan_that_is_listed_does_not(advice):
    assert advice.now.lost > 0
    assert [trial.lost for trial in advice.lossless] == [0] * len(advice.lossless)
    assert [trial.dollars for trial in advice.lossless] == sorted(trial.dollars for trial in advice.lossless)


def test_more_shards_alone_are_as_few_as_lose_nothing_and_the_exact_engine_agrees(advice):
    single = [each for each in advice.lossless if len(each.plan.changes_from(NOW)) == 1]
    [more] = [each for each in single if each.plan.shards != NOW.shards]

    def lost(shards: int) -> int:
        with World(7) as world:
            played = exact_engine.replay(world, burst(), PRODUCERS["naive"], shards=shards, gateways=2)
            return played.lost

    assert lost(more.plan.shards) == 0
    assert lost(more.plan.shards - 1) > 0


def test_the_recommended_plans_are_the_cheapest_ones_and_one_is_a_single_change(advice):
    assert advice.cheapest == advice.lossless[0]
    assert len(advice.one_change.plan.changes_from(NOW)) == 1
    assert advice.one_change.dollars >= advice.cheapest.dollars


def test_packing_saves_payload_units_and_shards_cost_by_the_hour(advice):
    traffic = Traffic(outline_of(burst()), gateways=2, seed=7)
    plans = NOW, NOW.with_shards(4), Plan(2, 5.0, "naive", packed=True)
    now, more, packed = (play_plan(traffic, plan).dollars for plan in plans)

    assert packed < now < more


def test_a_traffic_that_loses_nothing_gets_a_cheaper_plan_or_its_own():
    calm = Traffic(outline_of(burst(rows=200)), gateways=1, seed=7)
    advice = advise(calm, NOW)

    assert advice.now.lost == 0
    assert advice.cheapest.plan.shards == 1


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (NOW, ()),
        (Plan(4, 1.0, "careful"), (RESEND, "2 to 4 shards", "flush every 1 s")),
        (Plan(2, 5.0, "naive", OWN_KEY), ("partition key: one per record",)),
        (Plan(2, 5.0, "naive", packed=True), ("pack the events of a key",)),
        (Plan(2, 5.0, "naive", OWN_KEY, True), (PACK_ALL,)),
    ],
)
def test_a_plan_says_what_one_has_to_change(plan, said):
    assert plan.changes_from(NOW) == said


def test_the_picture_has_a_bar_for_today_and_says_what_the_cheapest_plan_costs(advice):
    drawn = plans_by_cost(advice)

    today = f"as it is now: {advice.now.dollars:,.2f} dollars, {advice.now.lost:,} lost; "
    assert drawn.summary.startswith(today)
    assert f"{advice.cheapest.dollars:,.2f} dollars, 0 lost" in drawn.summary
