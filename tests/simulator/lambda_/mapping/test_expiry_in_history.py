"""Every record that a mapping lost to retention has a step in its history, whether or not a batch held it.

CloudWatch says nothing of such a record, so a picture of the loss has no other source than the history.
"""

import boto3
import pytest
from mapping_stage import HOUR_S, STREAM, failing

from lablib.simulator.lambda_.mapping.history import Did


def expired(stage, since=0):
    """(second, first position, how many) of each step in which records expired."""
    return [
        (stage.second(step.at_us), step.first, step.records)
        for step in stage.mapping.history[since:]
        if step.did is Did.EXPIRED
    ]


def lost(stage):
    return sum(records for _, _, records in expired(stage))


def put_at(stage, *seconds):
    for second in seconds:
        stage.at(second)
        stage.put(f"arrived at {second}")


def test_what_waits_behind_a_blocked_batch_has_a_step_when_it_expires(stage):
    stage.begin("bad", BatchSize=1)
    stage.answer = failing("bad")
    stage.stream.retention_h = 60 / HOUR_S
    put_at(stage, *range(1, 200, 10))
    stage.at(400)
    assert lost(stage) == stage.fates["expired"]
    assert lost(stage) > 1  # more than the one that blocks the shard
    positions = [first for _, first, _ in expired(stage)]
    assert len(positions) == len(set(positions))


def test_the_history_is_complete_whenever_it_is_read(stage):
    """Nobody has looked at the stream since the function began with the first record."""
    stage.begin("a", BatchSize=1, takes_s=300, timeout_s=900)
    stage.stream.retention_h = 60 / HOUR_S
    stage.at(1)
    stage.put("b", "c", "d")
    stage.at(200)
    assert expired(stage) == [(200, 1, 3)]
    assert stage.fates["expired"] == 4  # with the one that the function is at work on


def test_what_a_poller_skips_between_two_batches_has_a_step(stage):
    """The function takes so long with each record that others expire before the mapping looks at them."""
    stage.begin("a", BatchSize=1, takes_s=100, timeout_s=900)
    stage.stream.retention_h = 60 / HOUR_S
    stage.at(1)
    stage.put("b", "c", "d")
    stage.at(2)
    assert expired(stage) == []
    stage.at(300)
    assert stage.calls == [(100, ["a"])]  # noted at its end
    assert expired(stage) == [(100, 1, 3)]
    assert stage.fates == {"handled": 1, "expired": 3}


def test_the_step_comes_with_the_loss_and_once(stage):
    stage.begin("a", BatchSize=1, takes_s=100, timeout_s=900)
    stage.stream.retention_h = 60 / HOUR_S
    stage.at(1)
    stage.put("b")
    stage.at(70)
    assert expired(stage) == [(70, 1, 1)]
    assert stage.fates == {"expired": 2}
    assert expired(stage) == [(70, 1, 1)]
    stage.at(110)  # the batch that was under way has been handled after all
    assert stage.fates == {"handled": 1, "expired": 1}
    assert lost(stage) == 1


@pytest.mark.parametrize("lanes", [2, 5, 10])
def test_each_lane_of_a_shard_notes_its_own(stage, lanes):
    stage.begin("bad", BatchSize=1, ParallelizationFactor=lanes)
    stage.answer = failing()
    stage.stream.retention_h = 60 / HOUR_S
    for second in range(1, 40):
        stage.at(second)
        stage.put(*(f"r{second}-{number}" for number in range(5)))
    stage.at(300)
    assert lost(stage) == stage.fates["expired"] == 1 + 39 * 5
    assert len({step.lane for step in stage.mapping.history if step.did is Did.EXPIRED}) == lanes


def test_what_expires_while_the_mapping_is_disabled_has_a_step(stage):
    stage.begin("a")
    stage.stream.retention_h = 60 / HOUR_S
    stage.at(1)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    stage.at(10)
    stage.put("b", "c")
    stage.at(100)
    stage.put("d")
    assert expired(stage) == [(100, 1, 2)]
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=True)
    stage.at(110)
    assert stage.fates == {"handled": 2, "expired": 2}
    assert expired(stage) == [(100, 1, 2)]


def test_a_batch_that_fails_while_the_mapping_comes_to_rest_is_not_counted_twice(stage):
    stage.begin("bad", BatchSize=1)
    stage.answer = failing()
    stage.stream.retention_h = 60 / HOUR_S
    put_at(stage, *range(1, 90, 10))
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, BatchSize=2)  # rests when the pause is over
    stage.at(95)
    stage.world.totals()
    stage.at(400)
    assert lost(stage) == stage.fates["expired"] == 10


def test_what_expires_in_a_child_that_waits_for_its_parent_has_a_step(stage):
    stage.begin("bad")
    stage.answer = failing("bad")
    boto3.client("kinesis").split_shard(
        StreamName=STREAM, ShardToSplit="shardId-000000000000", NewStartingHashKey=str(2**127)
    )
    stage.at(60)
    for name in ("b", "c", "d"):
        stage.put(name)
    stage.at(60 + 23.5 * HOUR_S)
    assert stage.calls[-1][1] == ["bad"]  # the parent is not through
    stage.at(61)
    stage.stream.retention_h = 30 / HOUR_S
    stage.at(60 + 24 * HOUR_S)
    assert stage.fates == {"expired": 4}
    assert lost(stage) == 4


def test_a_stream_that_is_deleted_takes_its_records_along_with_a_step(stage):
    stage.begin("bad", BatchSize=1)
    stage.answer = failing()
    stage.at(1)
    stage.put("behind it")
    boto3.client("kinesis").delete_stream(StreamName=STREAM)
    stage.at(120)
    assert stage.fates == {"expired": 2}
    assert lost(stage) == 2
