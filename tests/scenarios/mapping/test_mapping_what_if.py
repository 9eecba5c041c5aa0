"""Four minutes of a mapping: what the settings do to the same incident, and that nothing else is touched."""

from __future__ import annotations

import random
import sys
import threading
import time

import boto3
import pytest

import lablib
from lablib.scenarios.mapping.what_if import (
    AWS_DEFAULTS,
    LAB_08,
    RETENTION_S,
    SECONDS,
    SHARDS,
    Knobs,
    mapping_scenario,
)
from lablib.scenarios.mapping.what_if.events import events_of
from lablib.simulator.api.errors import AwsError
from lablib.simulator.lambda_.mapping.history import Did
from lablib.simulator.lambda_.mapping.settings import Settings

RECORDS = 720
POISONED = 1
"""The shard that two bad records are in."""


def poison_in(share, seed=16):
    return [event for event in events_of(share, seed, 0) if event.is_poison]


def fates(run):
    return {fate: count for fate, count in run.totals.items() if count and fate != "offered"}


def test_the_defaults_are_those_of_aws():
    assert AWS_DEFAULTS.settings == Settings()


def test_a_healthy_stream_is_handled_record_for_record():
    run = mapping_scenario(Knobs(poison_share=0))
    assert fates(run) == {"handled": RECORDS}
    assert (run.delivered_again, run.billed_again) == (0, 0)
    assert {step.did for step in run.steps} == {Did.SUCCEEDED}
    assert all(place.newest == place.checkpoint for places in run.places.values() for place in places[-1:])


def test_with_the_defaults_a_bad_record_blocks_its_shard_until_it_expires_and_others_with_it():
    run = mapping_scenario(AWS_DEFAULTS)
    assert set(fates(run)) == {"handled", "expired", "stored"}
    assert run.totals["expired"] > len(poison_in(AWS_DEFAULTS.poison_share))
    assert {step.shard for step in run.steps if step.did is not Did.SUCCEEDED} == {POISONED}
    first = next(step for step in run.steps if step.did is Did.FAILED)
    gone = next(step for step in run.steps if step.did is Did.EXPIRED)
    # The pauses between tries grow up to a minute: it is gone at the first try after its time.
    assert RETENTION_S - 5 <= run.second(gone.at_us) - run.second(first.at_us) <= RETENTION_S + 60
    assert run.billed_again > 0


def test_the_age_of_a_blocked_shard_grows_by_a_minute_a_minute():
    run = mapping_scenario(AWS_DEFAULTS)
    failed = [run.second(step.at_us) for step in run.steps if step.did is Did.FAILED]
    tries = [(at_s, age_s) for at_s, age_s in run.ages[POISONED] if failed[0] <= at_s <= failed[6]]
    (first_s, first_age_s), (last_s, last_age_s) = tries[0], tries[-1]
    assert last_s - first_s > 30
    assert last_age_s - first_age_s == pytest.approx(last_s - first_s, abs=0.01)
    assert max(age_s for _, age_s in run.ages[0]) < 10


def test_lab_08_loses_nothing_and_nothing_waits():
    run = mapping_scenario(LAB_08)
    assert set(fates(run)) == {"handled", "sent to destination"}
    assert run.billed_again == 0


def test_each_bound_drops_in_its_own_way():
    assert mapping_scenario(Knobs(maximum_retry_attempts=0)).totals["dropped by retries"] > 0
    by_age = mapping_scenario(Knobs(maximum_record_age_s=60))
    assert by_age.totals["dropped by age"] == by_age.dropped > 0
    assert by_age.totals["expired"] == 0


def test_bisect_finds_the_bad_record():
    run = mapping_scenario(Knobs(maximum_retry_attempts=0, bisect=True))
    assert run.totals["dropped by retries"] == len(poison_in(AWS_DEFAULTS.poison_share))
    assert max(step.depth for step in run.steps) > 0


def test_more_poison_keeps_what_there_was():
    few, many = poison_in(0.01), poison_in(0.05)
    assert {event.number for event in few} < {event.number for event in many}


@pytest.mark.parametrize(
    "knobs",
    [
        AWS_DEFAULTS,
        LAB_08,
        Knobs(parallelization_factor=3, poison_share=0.02),
        Knobs(batch_size=1, window_s=2),
    ],
)
def test_every_record_has_one_fate_and_the_same_run_comes_twice(knobs):
    one, other = mapping_scenario(knobs), mapping_scenario(knobs)
    assert one == other
    assert one.totals["offered"] == RECORDS == sum(fates(one).values())
    assert set(one.places) == set(one.ages) == set(range(SHARDS))
    assert all(len(places) == SECONDS + 1 for places in one.places.values())
    for places in one.places.values():
        checkpoints = [place.checkpoint for place in places]
        assert checkpoints == sorted(checkpoints)
        assert all(place.checkpoint <= place.newest for place in places)


def test_what_runs_at_the_end_is_known_with_its_lane():
    run = mapping_scenario(Knobs(handler_ms=60_000))
    assert set(run.under_way) == {(shard, 0) for shard in range(SHARDS)}
    assert all(0 < since_s < SECONDS for since_s in run.under_way.values())


@pytest.mark.parametrize("bad", [{"poison_share": 1.1}, {"poison_share": -0.1}, {"handler_ms": -1}])
def test_what_cannot_be_is_refused(bad):
    with pytest.raises(ValueError, match=next(iter(bad))):
        Knobs(**bad)


def test_settings_that_lambda_does_not_take_are_refused_in_its_words():
    with pytest.raises(AwsError, match="MaximumRecordAgeInSeconds 30 is invalid"):
        Knobs(maximum_record_age_s=30)


def test_the_world_of_a_notebook_is_left_alone():
    world = lablib.start("07", seed=7)
    try:
        boto3.client("kinesis").create_stream(StreamName="mine", ShardCount=1)
        before = (
            world.elapsed_s,
            time.time(),
            random.getstate(),
            world.totals(),
            list(world.kinesis.streams),
        )
        mapping_scenario(LAB_08)
        assert before == (
            world.elapsed_s,
            time.time(),
            random.getstate(),
            world.totals(),
            list(world.kinesis.streams),
        )
        assert boto3.client("kinesis").list_streams()["StreamNames"] == ["mine"]
    finally:
        lablib.stop()


def test_it_runs_in_another_thread_beside_the_world_of_a_notebook():
    came = []
    world = lablib.start("07", seed=7)
    try:
        thread = threading.Thread(target=lambda: came.append(mapping_scenario(LAB_08)))
        thread.start()
        world.sleep(3_600)
        thread.join()
        assert world.elapsed_s == 3_600
    finally:
        lablib.stop()
    assert came == [mapping_scenario(LAB_08)]


def test_without_a_world_stdout_is_as_it_was():
    before = sys.stdout, sys.stderr
    mapping_scenario(AWS_DEFAULTS)
    assert (sys.stdout, sys.stderr) == before
