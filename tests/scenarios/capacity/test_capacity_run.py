"""Days under a capacity plan, held against the region that looks at each record."""

from __future__ import annotations

import sys
from decimal import Decimal

import numpy as np
import pytest

from lablib import World
from lablib.scenarios.capacity import (
    ADVANTAGE,
    DAY_S,
    HOT,
    ON_DEMAND,
    CapacityRun,
    Load,
    Plan,
    capacity_run,
    launch,
    one_key,
    tenants,
    usual_day,
)
from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.clock import activity
from lablib.simulator.kinesis.operations.capacity_mode import update_stream_mode
from lablib.simulator.kinesis.operations.put import put_records
from lablib.simulator.kinesis.operations.reshard import update_shard_count
from lablib.simulator.kinesis.operations.stream_lifecycle import create_stream

NAME = {"StreamName": "usage-events"}
LAUNCH = Load((tenants(usual_day(7) + launch(14.0, 40, 7_000)),))


def constant(per_s, seconds):
    return np.full(seconds, per_s, dtype=np.int64)


def record_by_record(load, plan, keys):
    """The same through PutRecords of a region: what was stored, and how many shards were open, by second."""
    start_us = limits.WORLD_START_S * limits.US_PER_S
    world = World(7, start_us=start_us - 3_600 * limits.US_PER_S)
    region, clock, changes = world.kinesis, world.clock, dict(plan.changes)
    create_stream(region, NAME | {"ShardCount": plan.shards}, clock.now_us)
    clock.run_until(start_us - 1_800 * limits.US_PER_S)
    if plan.mode == ON_DEMAND:
        update_stream_mode(region, NAME | {"StreamModeDetails": {"StreamMode": ON_DEMAND}}, clock.now_us)
    clock.run_until(start_us)
    stored, shards = [], []
    for second in range(load.seconds):
        if second in changes:
            update_shard_count(region, NAME | {"TargetShardCount": changes[second]}, clock.now_us)
        shards.append(len(region.streams["usage-events"].open_shards))
        stored.append(0)
        for key, part in zip(keys, load.parts, strict=True):
            entry = {"Data": bytes(load.record_bytes - len(key)), "PartitionKey": key}
            pending = int(part.per_s[second])
            while pending:
                size = min(pending, limits.PUT_RECORDS_MAX_BYTES // load.record_bytes, 500)
                answer = put_records(region, NAME | {"Records": [entry] * size}, clock.now_us)
                stored[-1] += size - answer["FailedRecordCount"]
                pending -= size
        clock.run_until(start_us + (second + 1) * limits.US_PER_S)
    clock.close()
    return stored, shards


def test_a_reshard_under_load_goes_as_in_the_region():
    keys = [HOT, "t-0001"]
    load = Load(
        tuple(one_key(key, constant(per_s, 150)) for key, per_s in zip(keys, (1_100, 300), strict=True)),
        1_024,
    )
    plan = Plan(shards=2, changes=((20, 4), (100, 3)))
    run = capacity_run(load, plan)
    stored, shards = record_by_record(load, plan, keys)
    assert run.stored_per_s.tolist() == stored
    assert run.shards_per_s.tolist() == shards


@pytest.mark.nightly
def test_an_on_demand_stream_splits_as_in_the_region():
    keys = [HOT, "t-0001"]
    seconds = 33 * 60
    load = Load((one_key(HOT, constant(30, seconds)), one_key("t-0001", constant(2, seconds))), 25 * 1_024)
    run = capacity_run(load, Plan(ON_DEMAND))
    stored, shards = record_by_record(load, Plan(ON_DEMAND), keys)
    assert run.stored_per_s.tolist() == stored
    assert run.shards_per_s.tolist() == shards
    assert [second for second in range(1, seconds) if shards[second] != shards[second - 1]] == [960, 1_920]


def test_a_launch_under_each_plan_as_the_pages_of_aws_have_it():
    refused = {
        plan: capacity_run(LAUNCH, plan).throttled
        for plan in (Plan(shards=4), Plan(shards=24), Plan(ON_DEMAND), Plan(ADVANTAGE, warm_mib_per_s=24))
    }
    four, enough, on_demand, warm = refused.values()
    assert enough == warm == 0
    assert 0 < on_demand < four


def test_on_demand_throttles_until_the_15_minutes_are_over():
    run = capacity_run(LAUNCH, Plan(ON_DEMAND))
    grew = np.flatnonzero(np.diff(run.shards_per_s)) + 1
    first_refusal = int(np.flatnonzero(run.throttled_per_s)[0])
    before, after = (
        run.throttled_per_s[at].sum() for at in (slice(0, int(grew[-1])), slice(int(grew[-1]), None))
    )
    assert 14 * 3_600 < first_refusal < 14 * 3_600 + 120
    assert before > 0
    assert after == 0


def test_a_hot_key_stays_in_its_shard_in_every_mode_but_auto():
    load = Load((tenants(usual_day(7)), one_key(HOT, launch(3.0, 20, 1_500))))
    refused = [
        capacity_run(load, plan).throttled
        for plan in (Plan(shards=8), Plan(ON_DEMAND), Plan(ON_DEMAND, auto=True))
    ]
    assert refused[0] > 0
    assert refused[1] >= refused[0]
    assert refused[2] == 0


def test_a_day_s_bill_is_that_of_its_shards_and_records():
    load = Load((tenants(constant(100, DAY_S)),))
    month = capacity_run(load, Plan(shards=2)).month
    assert [(line.price.unit, line.quantity) for line in month.lines] == [
        ("shard-hours", 2 * 720),
        ("million PUT payload units", Decimal(100 * 720 * 3_600) / 1_000_000),
    ]


@pytest.mark.nightly
def test_the_same_load_and_plan_are_the_same_run():
    one, other = (capacity_run(LAUNCH, Plan(ON_DEMAND)) for _ in range(2))
    assert one.stored_per_s.tolist() == other.stored_per_s.tolist()
    assert one.usage == other.usage


def test_the_api_s_own_rules_hold_for_a_plan():
    with pytest.raises(AwsError, match="UpdateShardCount cannot scale up over double"):
        capacity_run(LAUNCH, Plan(shards=4, changes=((60, 9),)))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"mode": "SERVERLESS"}, "one of PROVISIONED, ON_DEMAND, ADVANTAGE"),
        (
            {"mode": ON_DEMAND, "changes": ((60, 8),)},
            "mode is ON_DEMAND, which scales by itself: give `changes` for PROVISIONED",
        ),
        (
            {"mode": ON_DEMAND, "warm_mib_per_s": 8},
            "mode is ON_DEMAND: give warm_mib_per_s with mode ADVANTAGE",
        ),
        ({"auto": True}, "mode is PROVISIONED: give auto=True with mode ON_DEMAND"),
        ({"shards": 0}, "shards is 0: give 1 or more"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_the_rule(wrong, says):
    with pytest.raises(ValueError, match=says):
        Plan(**wrong)


def test_a_load_that_cannot_be_is_refused_with_the_rule():
    with pytest.raises(ValueError, match="parts of the same length"):
        Load((one_key("a", constant(1, 5)), one_key("b", constant(1, 6))))
    with pytest.raises(ValueError, match="give 0 records or more"):
        Load((one_key("a", constant(-1, 5)),))
    with pytest.raises(ValueError, match="give 1 or more"):
        Load((one_key("a", constant(1, 5)),), record_bytes=0)


def test_a_plan_says_what_it_is():
    assert str(Plan(shards=4, changes=((49_500, 8),))) == "provisioned, 4 shards, 8 from 13:45"
    assert str(Plan(shards=1)) == "provisioned, 1 shard"
    assert str(Plan(ADVANTAGE, warm_mib_per_s=12, auto=True)) == "advantage, warm 12 MiB/s, AUTO"


def test_it_says_how_far_it_is(monkeypatch):
    seen = []
    module = sys.modules[CapacityRun.__module__]
    count = module.dealt

    def dealt(*given):
        seen.append(activity.now())
        return count(*given)

    monkeypatch.setattr(module, "dealt", dealt)
    capacity_run(Load((one_key(HOT, constant(10, 120)),)), Plan(shards=1))
    assert seen == ["the load comes in, 0%", "the load comes in, 50%"]
    assert activity.now() == ""
