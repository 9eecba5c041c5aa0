"""GetRecords at the end of a long shard, against a short one."""

from __future__ import annotations

from typing import Any

import boto3

from benchmarks.put import STREAM, batches
from benchmarks.row import Row, side_by_side
from lablib import World
from lablib.replay import make_stream

BATCH = 500


def fill(world: World, kinesis: Any, stream: str, records: int) -> str:
    """Store `records` in the one shard of a new stream; returns the last sequence number but 99."""
    make_stream(1, stream)
    calls = batches()
    sequence = ""
    for _ in range(records // BATCH):
        world.clock.sleep(1)
        answer = kinesis.put_records(StreamName=stream, Records=next(calls))
        sequence = answer["Records"][-100]["SequenceNumber"]
    world.clock.sleep(1)
    return sequence


def at_the_end(rounds: int, records: int) -> Row:
    """The same hundred records, read behind a million others and behind a thousand."""
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")

        def reader(stream: str, count: int) -> Any:
            after = fill(world, kinesis, stream, count)

            def read() -> None:
                world.clock.sleep(1)
                iterator = kinesis.get_shard_iterator(
                    StreamName=stream,
                    ShardId="shardId-000000000000",
                    ShardIteratorType="AT_SEQUENCE_NUMBER",
                    StartingSequenceNumber=after,
                )["ShardIterator"]
                assert len(kinesis.get_records(ShardIterator=iterator)["Records"]) == 100

            return read

        short, long = reader("short", 1_000), reader(STREAM, records)
        long_s, short_s = side_by_side(long, short, rounds)
    measured = f"{long_s / short_s:.2f} x ({long_s * 1e3:.1f} ms, {short_s * 1e3:.1f} ms)"
    return Row(f"get_records at the end of {records:,}, over a shard of 1,000", measured, "", None)
