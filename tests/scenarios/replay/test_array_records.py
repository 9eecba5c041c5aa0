"""Flushes are cut into calls as the producers cut them, and each record goes where its key says."""

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples

from lablib import World
from lablib.scenarios.replay import array_records, array_stream
from lablib.scenarios.replay.array_records import ArrayRecords, Flush
from lablib.scenarios.replay.array_stream import ArrayStream
from lablib.scenarios.replay.incident import STREAM, as_entry, make_stream
from lablib.simulator.kinesis.state.routing import hash_of
from lablib.traffic import Trace, fleet
from lablib.traffic.key_hashes import as_array
from lablib.traffic.producers import batches_of
from lablib.traffic.reading.in_blocks import outline_of
from lablib.traffic.reading.row_by_row import RECORD_MAX_BYTES
from lablib.traffic.trace import Column


def trace_of(sizes, keys):
    column = Column()
    for key in keys:
        column.append(key)
    return Trace(
        Path("t.csv"),
        array("q", range(len(sizes))),
        {"key": column},
        "key" if keys else None,
        array("q", sizes),
    )


@given(
    sizes=st.lists(st.sampled_from([0, 100, 40_000, 1_000_000]), min_size=1, max_size=30),
    keyed=st.booleans(),
    number=st.sampled_from([0, 99_700, 999_990]),
    count=st.integers(1, 1_300),
    shards=st.integers(1, 9),
)
@examples(20)
def test_batches_are_those_of_the_producers(sizes, keyed, number, count, shards):
    trace = trace_of(sizes, [f"k{row % 5}" for row in range(len(sizes))] if keyed else [])
    sender = fleet(trace, 1)[0]
    events = [sender.event(number + place) for place in range(count)]
    entries = [as_entry(event, event.payload()) for event in events]
    with World(seed=7) as world:
        make_stream(shards)
        stream = ArrayStream(world, STREAM)
        records = ArrayRecords(outline_of(trace), [sender], stream)
        ids = [shard.id for shard in world.kinesis.streams[STREAM].shards]
        shard_of = world.kinesis.streams[STREAM].shard_map.shard_of
        batches = list(records.batches(Flush(0, range(number, number + count), 0, 0)))
        expected = batches_of(entries)
        assert [batch.numbers.start - number for batch in batches] == [
            sum(map(len, expected[:place])) for place in range(len(expected))
        ]
        for batch, same in zip(batches, expected, strict=True):
            assert batch.sizes_bytes.tolist() == [
                len(each["Data"]) + len(each["PartitionKey"]) for each in same
            ]
            assert [ids[shard] for shard in batch.shards] == [
                shard_of(hash_of(each["PartitionKey"])).id for each in same
            ]


@pytest.mark.parametrize("block_rows", [1, 3, 2**16])
def test_a_hash_key_on_a_boundary_belongs_to_the_shard_that_begins_there(block_rows, monkeypatch):
    monkeypatch.setattr(array_stream, "BLOCK_ROWS", block_rows)
    with World(seed=7) as world:
        make_stream(3)
        shards = world.kinesis.streams[STREAM].shard_map.shards
        keys = [key for shard in shards for key in (shard.hash_start, shard.hash_start + 1, shard.hash_end)]
        hashes = as_array(b"".join(key.to_bytes(16) for key in keys))
        assert ArrayStream(world, STREAM).shards_of(hashes).tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("large_at", range(5))
def test_a_record_too_large_is_found_in_any_block(large_at, monkeypatch):
    monkeypatch.setattr(array_records, "BLOCK_ROWS", 2)
    with World(seed=7) as world:
        make_stream(1)
        stream = ArrayStream(world, STREAM)
        key_bytes = len("g00-000000")
        sizes = [RECORD_MAX_BYTES - key_bytes if row == large_at else 0 for row in range(5)]
        outline = outline_of(trace_of(sizes, []))
        ArrayRecords(outline, fleet(outline, 1), stream)
        sizes[large_at] += 1
        outline = outline_of(trace_of(sizes, []))
        with pytest.raises(ValueError, match="1048577 bytes"):
            ArrayRecords(outline, fleet(outline, 1), stream)
