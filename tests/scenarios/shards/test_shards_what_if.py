"""Three minutes of a stream in arrays: what a load offers to whom, and what is throttled."""

from __future__ import annotations

import pytest

from lablib.scenarios.shards.what_if import (
    AUTO,
    MODES,
    ON_DEMAND,
    SECONDS,
    ShardKnobs,
    offered,
    shards_scenario,
)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("flush_s", [1, 7, 60])
@pytest.mark.parametrize("hot_share", [0, 0.33, 1])
def test_every_record_is_offered_once_up_to_the_last_flush(mode, flush_s, hot_share):
    load = offered(ShardKnobs(mode=mode, flush_s=flush_s, hot_share=hot_share, per_s=701))
    assert load.shape == (4, SECONDS)
    assert (load >= 0).all()
    assert load.sum() == 701 * (SECONDS // flush_s * flush_s)


def test_by_default_a_stream_that_looks_mostly_idle_refuses_in_every_flush_of_one_shard():
    run = shards_scenario()
    assert (run.throttled.sum(axis=1) > 0).tolist() == [False, True, False, False]
    assert (run.throttled > 0).sum() == SECONDS // 5
    assert all(0.1 < share < 0.2 for share in run.minutes)


def test_the_same_load_without_bursts_or_without_a_hot_key_has_nothing_throttled():
    assert not shards_scenario(ShardKnobs(flush_s=1)).throttled.any()
    assert not shards_scenario(ShardKnobs(hot_share=0)).throttled.any()


def test_twice_the_shards_and_on_demand_leave_a_hot_key_where_it_is():
    hot = {"per_s": 3_000, "hot_share": 0.6, "flush_s": 1}
    throttled = [
        shards_scenario(knobs).throttled.sum()
        for knobs in (ShardKnobs(**hot), ShardKnobs(**hot, shards=8), ShardKnobs(**hot, mode=ON_DEMAND))
    ]
    assert throttled[0] == throttled[2] > throttled[1] > (1_800 - 1_000) * SECONDS * 0.95
    assert not shards_scenario(ShardKnobs(**hot, mode=AUTO)).throttled.any()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"shards": 0}, "1 to 64"),
        ({"per_s": -1}, "0 or more"),
        ({"flush_s": 61}, "every 1 to 60 s"),
        ({"hot_share": 1.1}, "hot_share is 1.1: give a share from 0 to 1"),
        ({"mode": "serverless"}, "one of provisioned, on-demand"),
    ],
)
def test_knobs_that_cannot_be_are_refused_with_the_rule(changed, says):
    with pytest.raises(ValueError, match=says):
        ShardKnobs(**changed)
