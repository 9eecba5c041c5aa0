"""Flushes are cut into calls as the producers cut them, and each record goes where its key says."""

from array import array
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lablib import World
from lablib.scenarios.replay.array_records import ArrayRecords, Flush
from lablib.scenarios.replay.array_stream import ArrayStream
from lablib.scenarios.replay.incident import STREAM, as_entry, make_stream
from lablib.simulator.kinesis.state.routing import hash_of
from lablib.traffic import Trace, fleet
from lablib.traffic.producers import batches_of
from lablib.traffic.reading.in_blocks import outline_of
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
def test_batches_are_those_of_the_producers(sizes, keyed, number, count, shards):
    trace = trace_of(sizes, [f"k{row % 5}" for row in range(len(sizes))] if keyed else [])
    sender = fleet(trace, 1)[0]
    entries = [as_entry(sender.event(number + place)) for place in range(count)]
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
