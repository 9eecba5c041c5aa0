"""What lab 07 tells about the night: the calls that can be made, and the dashboard that stays quiet."""

from __future__ import annotations

import json
import time

import pytest

from lablib.scenarios.mapping import at_two, full_load, make_stream, map_usage, write_usage
from lablib.simulator.world import World


@pytest.mark.parametrize(
    ("call", "blocked", "dropped"),
    [
        pytest.param({"retention_h": 168}, True, 0, marks=pytest.mark.nightly),
        pytest.param({"MaximumRetryAttempts": 2}, False, 10, marks=pytest.mark.nightly),
        ({"MaximumRetryAttempts": 2, "BisectBatchOnFunctionError": True}, False, 1),
    ],
)
def test_at_two_bisect_and_two_retries_drop_the_malformed_event_alone(call, blocked, dropped):
    seen = at_two(7, 0.05, **call)
    assert (seen.is_blocked, seen.dropped, seen.expired) == (blocked, dropped, 0)


@pytest.mark.nightly  # lab 07 shows it in make test
def test_a_record_age_set_at_night_drops_the_backlog():
    seen = at_two(7, 0.05, MaximumRecordAgeInSeconds=3_600)
    assert not seen.is_blocked
    assert seen.dropped > 2_000


@pytest.mark.nightly
def test_at_full_load_a_blocked_shard_is_less_than_one_percent_of_errors():
    def book(event, context):
        arrived = event["Records"][0]["kinesis"]["approximateArrivalTimestamp"]
        shard = event["Records"][0]["eventID"].partition(":")[0]
        print(json.dumps({"age_s": time.time() - arrived}))
        if shard.endswith("1"):
            raise ValueError("malformed")

    with World(7) as world:
        world.sleep(10 * 3_600)
        make_stream(4)
        world.deploy(book, name="book-usage")
        map_usage("book-usage")
        write_usage(world, per_s=0.2, until_s=13 * 3_600, malformed_at_s=11 * 3_600)
        world.sleep(2 * 3_600)
        rows = full_load(world, one_in=2_100)
    assert 100 < rows["Errors Sum"][0] < 140  # one a minute, whatever the load
    assert rows["Invocations Sum"][0] > 1_000_000
    assert rows["Errors in %"][0] < 0.1
    assert rows["IteratorAge p50, s"][0] < 60
