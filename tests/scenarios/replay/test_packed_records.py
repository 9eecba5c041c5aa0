"""Packed events in arrays are the events that plain boto3 packs: which are lost is the same, one by one."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples
from test_array_engine import lost_by, trace_of

from lablib import World
from lablib.scenarios.replay import array_engine
from lablib.scenarios.replay.array_engine import ArrayRun
from lablib.scenarios.replay.incident import STREAM, make_stream, next_tick_us, play
from lablib.scenarios.replay.packed_records import PackedRecords
from lablib.traffic import event_id_of, fleet
from lablib.traffic.packing import PACK_MAX_BYTES, SEPARATOR, pack
from lablib.traffic.producers import careful, naive
from lablib.traffic.reading.in_blocks import outline_of

FLUSH_S = 5


def stored_ids(world: World) -> set[str]:
    data = [data for shard in world.kinesis.streams[STREAM].shards for data in shard.log.data]
    return {event_id_of(line).decode() for pack in data for line in pack.split(SEPARATOR)}


def lost_record_by_record(trace, producer, shards, gateways):
    """With plain boto3: what the gateways had to send, and what isn't in the stream."""
    offered: set[str] = set()
    with World(7) as world:
        make_stream(shards)
        senders = fleet(trace, gateways, 7, None, next_tick_us(world.clock.now_us, FLUSH_S))

        def send(kinesis, stream, batch):
            offered.update(event_id_of(entry["Data"]).decode() for entry in batch)
            name = event_id_of(batch[0]["Data"]).decode().partition("-")[0]
            producer(kinesis, stream, pack(batch, None if trace.key_column else name))

        play(world, senders, send, flush_every_s=FLUSH_S)
        return offered - stored_ids(world)


def lost_in_arrays(outline, producer, shards, gateways):
    with World(7) as world:
        make_stream(shards)
        senders = fleet(outline, gateways, 7, None, next_tick_us(world.clock.now_us, FLUSH_S))
        run = ArrayRun(world, outline, senders, producer, FLUSH_S, PackedRecords)
        run.play(lambda done: None)
        assert run.ledger.offered == run.ledger.settled == sum(sender.total for sender in senders)
        return lost_by(run, senders)


@st.composite
def loads(draw):
    keys = draw(st.sampled_from([None, ["a"], ["a", "b", "é"]]))
    sizes = draw(st.sampled_from([[100, 900], [12_000, 20_000, 200], [26_000, 30_000]]))
    rows, rng = draw(st.integers(2, 40)), random.Random(draw(st.integers(0, 99)))
    times_us = [*sorted(rng.randrange(9_000_000) for _ in range(rows - 1)), 9_000_000]
    chosen = [rng.choice(keys) for _ in range(rows)] if keys else None
    return trace_of(times_us, chosen, [rng.choice(sizes) for _ in range(rows)])


@given(loads(), st.sampled_from([naive, careful]), st.integers(1, 3), st.integers(1, 6))
@examples(15)
def test_the_same_events_are_lost_as_with_plain_boto3(trace, producer, shards, gateways):
    expected = lost_record_by_record(trace, producer, shards, gateways)

    assert lost_in_arrays(outline_of(trace), producer, shards, gateways) == expected


def test_a_key_that_throttles_record_by_record_fits_when_it_is_packed():
    trace = trace_of([1_000] * 1_500, ["a"] * 1_500, [100] * 1_500)
    outline = outline_of(trace)

    def lost(**how):
        with World(7) as world:
            return array_engine.replay(world, outline, naive, shards=1, gateways=1, **how).lost

    assert (lost(), lost(records=PackedRecords)) == (
        475,
        0,
    )  # 1,000 at once, and what comes free between the calls


def test_a_pack_is_closed_when_it_is_full_and_an_event_that_is_too_large_stands_alone():
    half = b"x" * (PACK_MAX_BYTES // 2)
    entries = [{"Data": data, "PartitionKey": "k"} for data in (b"a", half, half, b"b", 3 * half, b"c")]

    assert [entry["Data"] for entry in pack(entries)] == [b"a\n" + half, half + b"\nb", 3 * half, b"c"]


@pytest.mark.parametrize("key", [None, "gateway-07"])
def test_keys_stay_apart_unless_all_go_under_one(key):
    entries = [{"Data": data, "PartitionKey": data[:1].decode()} for data in (b"a1", b"b1", b"a2")]

    packed = [(entry["PartitionKey"], entry["Data"]) for entry in pack(entries, key)]
    assert packed == ([("a", b"a1\na2"), ("b", b"b1")] if key is None else [(key, b"a1\nb1\na2")])
