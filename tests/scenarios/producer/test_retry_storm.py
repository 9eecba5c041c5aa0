"""A flush that a shard cannot take at once, and what becomes of it under each policy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.pictures.plots.retry_storm import message
from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.retry_storm import BATCH, BackoffKnobs, backoff_scenario
from lablib.simulator.kinesis.state.write_limiter import TokenBucket

KNOBS = st.builds(
    BackoffKnobs,
    policy=st.sampled_from(sorted(POLICIES)),
    base_ms=st.integers(1, 500),
    cap_ms=st.integers(500, 20_000),
    attempts=st.integers(1, 12),
    clients=st.integers(1, 40),
    capacity_per_s=st.integers(100, 5_000),
)


@given(KNOBS)
def test_every_record_is_stored_or_given_up_and_nobody_calls_too_often(knobs):
    run = backoff_scenario(knobs)
    assert run.stored + run.lost == run.offered == knobs.clients * BATCH
    assert knobs.clients <= len(run.calls) <= knobs.clients * knobs.attempts
    assert [call.at_ms for call in run.calls] == sorted(call.at_ms for call in run.calls)


@given(KNOBS)
def test_the_shard_never_stores_more_than_a_second_s_worth_and_what_time_has_brought(knobs):
    stored = 0
    for call in backoff_scenario(knobs).calls:
        stored += call.stored
        assert stored <= knobs.capacity_per_s * (1 + call.at_ms / 1_000) + 1e-6


@pytest.mark.parametrize("policy", POLICIES)
def test_the_shard_of_the_scenario_is_the_region_s_limiter(policy):
    limiter = TokenBucket(0)
    for call in backoff_scenario(BackoffKnobs(policy=policy)).calls:
        at_us = int(call.at_ms * 1_000)
        admitted = sum(limiter.admit(0, at_us) for _ in range(call.stored + call.throttled))
        assert abs(admitted - call.stored) <= 1  # a limiter counts in whole microseconds


def test_a_crowd_that_fits_is_stored_at_once():
    run = backoff_scenario(BackoffKnobs(clients=10))
    assert [call.stored for call in run.calls] == [BATCH] * 10
    assert (run.lost, run.wasted, run.soonest_ms) == (0, 0, 0)


def test_who_tries_again_at_once_has_used_up_the_attempts_before_there_is_room():
    run = backoff_scenario(BackoffKnobs(policy="none"))
    assert run.lost > 0.75 * run.offered
    assert max(call.at_ms for call in run.calls) < 1_000


def test_without_jitter_a_crowd_comes_back_in_waves_with_nothing_between_them():
    waves = backoff_scenario(BackoffKnobs(policy="exponential"))
    at_s = [call.at_ms / 1_000 for call in waves.calls]
    beginnings = [at for before, at in zip([-1.0, *at_s], at_s, strict=False) if at - before > 0.12]
    assert beginnings == pytest.approx([0, 0.2, 0.6, 1.4, 3.0, 6.2, 11.2, 16.2], abs=0.2)
    assert waves.lost == 0


def test_jitter_of_any_kind_stores_all_in_less_than_half_of_that_time():
    waves = backoff_scenario(BackoffKnobs(policy="exponential", attempts=12))
    for policy in ("equal jitter", "full jitter"):
        run = backoff_scenario(BackoffKnobs(policy=policy, attempts=12))
        assert run.lost == 0
        assert run.soonest_ms <= run.done_ms < waves.done_ms / 2
        assert run.wasted < waves.wasted / 2


def test_the_same_seed_is_the_same_run():
    knobs = BackoffKnobs(policy="full jitter")
    assert backoff_scenario(knobs, seed=3) == backoff_scenario(knobs, seed=3) != backoff_scenario(knobs)


def test_the_picture_s_first_line_is_what_the_policy_did():
    lossy, slow = (backoff_scenario(BackoffKnobs(policy=policy)) for policy in ("none", "exponential"))
    given_up_s, done_s = lossy.calls[-1].at_ms / 1_000, slow.done_ms / 1_000
    assert message(lossy) == (
        f"{lossy.lost:,} of 6,000 records are given up, the last after {given_up_s:.1f} s"
    )
    # Of 6,000 records a rested shard takes 1,000 at once and 1,000 in each second.
    assert message(slow) == f"All records are stored after {done_s:.1f} s, and 5.0 s would have been enough"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"policy": "hope"}, "one of none, exponential"),
        ({"base_ms": 0}, "give a base above 0"),
        ({"base_ms": 200, "cap_ms": 100}, "a cap that isn.t below it"),
        ({"attempts": 0}, "attempts is 0: give 1 or more"),
        ({"clients": 0}, "clients is 0"),
        ({"capacity_per_s": 0}, "capacity_per_s is 0"),
    ],
)
def test_knobs_that_cannot_be_are_refused_with_the_rule(changed, says):
    with pytest.raises(ValueError, match=says):
        BackoffKnobs(**changed)
