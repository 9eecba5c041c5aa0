"""Advice for a traffic: the recommended plan loses nothing in the exact engine, and one shard less does."""

from array import array
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lablib import World
from lablib.pictures.plots.plans_by_cost import plans_by_cost, shown_plans
from lablib.scenarios.advice import OWN_KEY, Plan, Traffic, advise, play_plan, trial_of
from lablib.scenarios.advice.runs import Runs
from lablib.scenarios.replay import array_engine, exact_engine
from lablib.teaching.course import repo_root
from lablib.traffic import Trace
from lablib.traffic.producers import PRODUCERS
from lablib.traffic.reading.in_blocks import outline_of, read_outline
from lablib.traffic.trace import Column

RESEND = "read the response and resend what was throttled"
PACK_ALL = "pack all events of a flush, under the gateway's name as key"
REAL_TRACE = repo_root() / ".." / "shared" / "data" / "llm-1h.csv.gz"
NOW = Plan(shards=2, flush_every_s=5.0, producer="naive")


def burst(rows: int = 3_000, tenants: int = 40, size: int = 200) -> Trace:
    """Ten seconds; a flush brings 1,500 events of 40 tenants."""
    keys = Column()
    for row in range(rows):
        keys.append(f"t-{row % tenants:02d}")
    times_us = array("q", [row * 10_000_000 // rows for row in range(rows)])
    return Trace(Path("burst.csv"), times_us, {"key": keys}, "key", array("q", [size] * rows))


def test_a_plan_that_is_only_tried_logs_nothing(caplog):
    plan = Plan(shards=1, flush_every_s=5.0, producer="careful")
    trial = play_plan(Traffic(outline_of(burst(size=60_000)), gateways=2, seed=7), plan)
    assert trial.lost > 0
    assert caplog.records == []


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


def test_the_next_cheaper_single_change_loses_records_and_no_plan_is_cheaper_than_one_shard():
    large = outline_of(burst(rows=60, size=30_000))  # a pack holds one event, so only shards save money
    traffic = Traffic(large, gateways=2, seed=7)
    advice = advise(traffic, NOW.with_shards(8))

    choice, cheaper = advice.single, advice.single.next_cheaper
    assert (choice.trial.plan.shards, cheaper.plan.shards) == (2, 1)
    assert cheaper.dollars < choice.trial.dollars
    assert cheaper == play_plan(replace(traffic, seed=choice.its_seed), cheaper.plan)
    assert cheaper.lost > 0
    assert (advice.best.trial.plan.shards, advice.best.next_cheaper) == (1, None)


def test_what_follows_from_another_run_is_what_a_run_of_its_own_says(advice):
    traffic = Traffic(outline_of(burst()), gateways=2, seed=7)
    assert [play_plan(traffic, trial.plan) for trial in advice.lossless] == list(advice.lossless)

    runs = Runs(traffic)
    shards = [6, 4, 3, 2, 1]  # what three lose follows from six, and so on
    lossless = [runs.lossless(NOW.with_shards(each)) is not None for each in shards]
    assert lossless == [play_plan(traffic, NOW.with_shards(each)).lost == 0 for each in shards]


def test_a_run_that_was_played_before_is_the_trial_of_its_plan():
    outline = outline_of(burst())
    traffic = Traffic(outline, gateways=2, seed=7)
    with World(7) as world:
        outcome = array_engine.replay(world, outline, PRODUCERS["naive"], shards=2, gateways=2)
    assert trial_of(traffic, NOW, outcome) == play_plan(traffic, NOW)


def test_a_shorter_flush_of_packs_is_not_played_where_one_shard_is_enough(advice):
    shorter = [each.plan for each in advice.lossless if each.plan.packed and each.plan.flush_every_s < 5]
    one = [each.plan for each in advice.lossless if each.plan == Plan(1, 5.0, "naive", OWN_KEY, True)]
    assert one
    assert not [plan for plan in shorter if plan.key == OWN_KEY]
    assert advice.hopeless == ()


def test_no_listed_plan_changes_something_for_nothing(advice):
    listed = [(set(each.plan.changes_from(NOW)), each.dollars) for each in shown_plans(advice)[1:]]
    assert not [more for less, price in listed for more, dearer in listed if less < more and price <= dearer]


def test_progress_never_goes_back_and_ends_at_one():
    told = []
    advise(Traffic(outline_of(burst(rows=200)), gateways=1, seed=7), NOW, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.nightly
@pytest.mark.skipif(not REAL_TRACE.is_file(), reason="needs the real trace beside the repository")
def test_the_real_hour_needs_one_shard_if_gateways_pack():
    traffic = Traffic(read_outline(REAL_TRACE), gateways=60, seed=7)
    advice = advise(traffic, Plan(4, 5.0, "naive", OWN_KEY))

    assert (advice.now.offered, advice.now.lost, advice.tried) == (1_691_100, 0, 12)
    assert advice.cheapest.plan == Plan(1, 5.0, "naive", OWN_KEY, packed=True)
    assert round(advice.cheapest.dollars, 2) == Decimal("11.24")
    assert advice.best.next_cheaper is None
    assert advice.one_change.plan == Plan(4, 5.0, "naive", OWN_KEY, packed=True)
    assert (advice.single.next_cheaper.plan.shards, advice.single.next_cheaper.lost) == (2, 272_252)


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
