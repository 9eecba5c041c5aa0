"""A tape has each record's whole way: every offer, every call with the fate of each entry, every shard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits
from lablib.simulator.tape.tape import FAILED, STORED, THROTTLED, Tape
from lablib.simulator.world import World, recorded_worlds
from lablib.traffic import feed, incident

STREAM = "usage"


@pytest.fixture
def world() -> Iterator[World]:
    """Recorded, with a stream of two shards, and a network that takes 6 ms, each way 3."""
    with World(seed=7) as world:
        world.record()
        make_stream(2, STREAM)
        world.network.latency_us = lambda: 6_000
        yield world


def entries(*names: str, shard: int = 0) -> list[dict[str, Any]]:
    place = str(shard * 2**127)
    return [{"Data": name.encode(), "PartitionKey": "t", "ExplicitHashKey": place} for name in names]


def put(*batches: list[dict[str, Any]]) -> None:
    kinesis = boto3.client("kinesis", config=Config(retries={"total_max_attempts": 1}))
    with suppress(ClientError, BotoCoreError):
        kinesis.put_records(StreamName=STREAM, Records=[entry for batch in batches for entry in batch])


def story(world: World) -> list[tuple[Any, ...]]:
    """(ms when it left, ms when it was dealt with, producer, rows, fates or error) of each call."""
    zero_us = tape_of(world).calls[0].left_us
    return [
        (
            (call.left_us - zero_us) // 1_000,
            (call.at_us - zero_us) // 1_000,
            call.producer,
            list(call.rows),
            call.error or [divmod(did, 3) for did in call.did],
        )
        for call in tape_of(world).calls
    ]


def tape_of(world: World) -> Tape:
    assert world.tape is not None
    return world.tape


def test_a_call_has_its_times_its_producer_and_the_fate_of_each_entry(world):
    put(entries("a", "b"), entries("c", shard=1), entries("d"))
    world.join(world.spawn(put, entries("e"), name="g17"))
    assert story(world) == [
        (0, 3, "main", [0, 1, 2, 3], [(0, STORED), (0, STORED), (1, STORED), (0, STORED)]),
        (6, 9, "g17", [4], [(0, STORED)]),
    ]


def test_entries_of_one_call_are_throttled_by_one_shard_and_stored_by_the_other(world):
    full = [f"r{number}" for number in range(limits.SHARD_WRITE_BURST_RECORDS)]
    put(entries(*full[:500]))
    put(entries(*full[500:]))
    put(entries("late"), entries("fine", shard=1), *[entries(f"x{n}") for n in range(20)])
    *_, last = story(world)
    # in 12 ms room for 12 records has come free
    assert last[4] == [(0, STORED), (1, STORED), *[(0, STORED)] * 11, *[(0, THROTTLED)] * 9]


def test_a_record_that_is_sent_again_has_the_same_row(world):
    world.fault("internal_failure", for_s=0.005)
    put(entries("a"))
    put(entries("a"))
    put(entries("a"))
    assert story(world) == [
        (0, 3, "main", [0], [(0, FAILED)]),
        (6, 9, "main", [0], [(0, STORED)]),
        (12, 15, "main", [0], [(0, STORED)]),
    ]
    assert world.ledger.duplicates == 1


@pytest.mark.parametrize(
    ("kind", "ends", "error"),
    [
        ("http_500", 3, "InternalFailureException"),
        ("connection_refused", 3, "ConnectionRefused"),
        ("connect_timeout", 60_000, "ConnectTimeout"),
        ("hang", 3, "NoAnswer"),
    ],
)
def test_a_call_that_fails_as_a_whole_has_the_reason_and_no_fates(world, kind, ends, error):
    world.fault(kind, for_s=0.001)
    put(entries("a", "b"))
    assert story(world) == [(0, ends, "main", [0, 1], error)]


def test_a_call_whose_answer_never_comes_is_stored_all_the_same(world):
    world.fault("hang_after_processing", for_s=0.001)
    put(entries("a"))
    assert story(world) == [(0, 3, "main", [0], [(0, STORED)])]


def test_a_call_that_the_service_refuses_names_the_stream_that_it_asked_for(world):
    kinesis = boto3.client("kinesis")
    with pytest.raises(kinesis.exceptions.ResourceNotFoundException):
        kinesis.put_records(StreamName="another", Records=entries("a"))
    (call,) = tape_of(world).calls
    assert (call.stream, call.error, list(call.rows)) == ("another", "ResourceNotFoundException", [0])


def test_a_single_record_is_a_call_of_one_entry(world):
    kinesis = boto3.client("kinesis")
    kinesis.put_record(StreamName=STREAM, **entries("a", shard=1)[0])
    kinesis.put_record(StreamARN=world.kinesis.streams[STREAM].arn, **entries("b")[0])
    assert [each[3:] for each in story(world)] == [([0], [(1, STORED)]), ([1], [(0, STORED)])]


def test_offers_and_records_given_up_have_the_flow_that_said_so(world):
    def gateway() -> None:
        world.ledger.offer([b"a", b"b"], world.clock.now_us)
        world.sleep(1)
        world.ledger.give_up([b"b"], world.clock.now_us)

    begin_us = world.clock.now_us
    world.join(world.spawn(gateway, name="g03"))
    tape = tape_of(world)
    assert [(each.at_us - begin_us, each.producer, list(each.rows)) for each in tape.offers] == [
        (0, "g03", [0, 1])
    ]
    assert [(each.at_us - begin_us, each.producer, list(each.rows)) for each in tape.given_up] == [
        (1_000_000, "g03", [1])
    ]


def test_what_is_fed_is_on_the_tape_though_it_uses_no_network(world):
    feed(world, STREAM, incident(gateways=1, seconds=30, start_us=world.clock.now_us)[0]).join()
    calls = tape_of(world).calls
    logs = [shard.log for shard in world.kinesis.streams[STREAM].shards]
    assert {(call.producer, call.at_us - call.left_us) for call in calls} == {("feed", 0)}
    for shard, log in enumerate(logs):
        arrived = [
            (call.at_us, row)
            for call in calls
            for row, did in zip(call.rows, call.did, strict=True)
            if did == shard * 3 + STORED
        ]
        assert arrived == list(zip(log.arrival_us, log.rows, strict=True))


def test_a_reshard_closes_shards_and_opens_others(world):
    kinesis = boto3.client("kinesis")
    begin_us = tape_of(world).shards[0].opened_us
    kinesis.merge_shards(
        StreamName=STREAM, ShardToMerge="shardId-000000000000", AdjacentShardToMerge="shardId-000000000001"
    )
    world.sleep(60)
    lives = [
        (each.stream, each.shard, each.opened_us - begin_us, each.closed_us is None, each.parents)
        for each in tape_of(world).shards
    ]
    assert lives[:2] == [(STREAM, 0, 0, False, ()), (STREAM, 1, 0, False, ())]
    assert lives[2][:2] + lives[2][3:] == (STREAM, 2, True, (0, 1))
    assert {each.closed_us for each in tape_of(world).shards[:2]} == {tape_of(world).shards[2].opened_us}


def test_a_recording_may_begin_when_the_stream_is_made_and_changed_already():
    with World(seed=7) as world:
        make_stream(1, STREAM)
        boto3.client("kinesis").split_shard(
            StreamName=STREAM, ShardToSplit="shardId-000000000000", NewStartingHashKey=str(2**127)
        )
        world.sleep(60)
        world.record()
        shards = world.kinesis.streams[STREAM].shards
        assert [
            (each.shard, each.opened_us, each.closed_us, each.parents) for each in tape_of(world).shards
        ] == [
            (0, shards[0].created_us, shards[0].closed_us, ()),
            (1, shards[1].created_us, None, (0,)),
            (2, shards[2].created_us, None, (0,)),
        ]


def test_a_world_that_nobody_records_has_no_tape():
    with World(seed=7) as world:
        make_stream(1, STREAM)
        put(entries("a"))
        assert world.tape is None


def test_a_recording_that_begins_too_late_is_refused_with_a_remedy():
    with World(seed=7) as world:
        make_stream(1, STREAM)
        put(entries("a"))
        with pytest.raises(ValueError, match=r"seed 7, .* before it: 1\. Remedy: .*record\(\)"):
            world.record()
        assert world.tape is None


def test_recording_twice_is_recording_once(world):
    put(entries("a"))
    assert world.record() is world.tape
    assert len(story(world)) == 1


def test_worlds_that_somebody_else_makes_are_recorded_inside_the_block_alone():
    with recorded_worlds() as made:
        with World(seed=1) as first:
            make_stream(1, STREAM)
            put(entries("a"))
        with recorded_worlds() as inner, World(seed=2):
            pass
    with World(seed=3) as after:
        pass
    assert made == [first, *inner]
    assert len(story(first)) == 1
    assert after.tape is None


def test_the_block_ends_with_an_error_as_well():
    with pytest.raises(ZeroDivisionError), recorded_worlds():
        raise ZeroDivisionError
    assert World(seed=3).tape is None
