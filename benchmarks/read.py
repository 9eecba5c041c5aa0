"""GetRecords at the end of a long shard, against a short one."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import Any

import boto3

from benchmarks.put import RECORDS, batches
from benchmarks.row import Call, Row, by_turns, milliseconds, seconds_of
from lablib import World
from lablib.scenarios.replay.incident import make_stream

READ = 100


def fill(world: World, kinesis: Any, stream: str, records: int) -> str:
    """Store `records` in the one shard of a new stream; returns the sequence number of the last but 99."""
    make_stream(1, stream)
    calls = batches()
    sequence = ""
    for _ in range(records // RECORDS):
        world.clock.sleep(1)
        answer = kinesis.put_records(StreamName=stream, Records=next(calls))
        sequence = answer["Records"][-READ]["SequenceNumber"]
    return sequence


def reader(world: World, kinesis: Any, stream: str, records: int) -> Call:
    """Reads the last hundred of `records` records, from an iterator made for it."""
    place = {"StreamName": stream, "ShardId": "shardId-000000000000"}
    place |= {"ShardIteratorType": "AT_SEQUENCE_NUMBER"}
    after = fill(world, kinesis, stream, records)

    def read(iterator: str) -> None:
        assert len(kinesis.get_records(ShardIterator=iterator)["Records"]) == READ

    def timed() -> float:
        world.clock.sleep(1)
        iterator = kinesis.get_shard_iterator(**place, StartingSequenceNumber=after)["ShardIterator"]
        return seconds_of(partial(read, iterator))

    return timed


def at_the_end(rounds: int, records: int) -> Row:
    """The same hundred records, read behind a million others and behind a thousand."""
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")
        long, short = reader(world, kinesis, "long", records), reader(world, kinesis, "short", 1_000)
        long_s, short_s = by_turns(partial(nullcontext, long), partial(nullcontext, short), rounds)
    measured = f"{long_s / short_s:.2f} x {milliseconds(long_s, short_s)}"
    return Row(f"get_records of 100 at the end of {records:,}, over a shard of 1,000", measured, "", None)
