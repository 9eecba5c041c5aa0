"""Virtual seconds per real second: four shards, 1,000 records a second offered to each through boto3."""

from __future__ import annotations

from typing import Any

import boto3

from benchmarks.put import STREAM
from benchmarks.row import Row, real_seconds_of
from lablib import World, limits
from lablib.kinesis.routing import even_ranges
from lablib.replay import make_stream

SHARDS = 4


def pace(virtual_s: int) -> Row:
    """A producer a shard, two calls of 500 a second each, as fast as the shard allows."""
    half = limits.SHARD_WRITE_RECORDS_PER_S // 2

    def produce(shard: int, kinesis: Any) -> None:
        start = str(even_ranges(SHARDS)[shard][0])
        for call in range(virtual_s * 2):
            records = [
                {"Data": f"{shard}-{call}-{number}".ljust(200), "PartitionKey": "t", "ExplicitHashKey": start}
                for number in range(half)
            ]
            kinesis.put_records(StreamName=STREAM, Records=records)
            world.clock.sleep_until(begin_us + (call + 1) * limits.US_PER_S // 2)

    with World(seed=7) as world:
        make_stream(SHARDS, STREAM)
        begin_us = world.clock.now_us
        kinesis = boto3.client("kinesis")

        def everything() -> None:
            world.join(*[world.spawn(produce, shard, kinesis) for shard in range(SHARDS)])

        real_s = real_seconds_of(everything)
        assert world.ledger.offered == SHARDS * virtual_s * limits.SHARD_WRITE_RECORDS_PER_S
    measured = f"{virtual_s / real_s:.1f} ({virtual_s} s in {real_s:.1f} s)"
    what = "virtual seconds per real second, 4 shards at 1,000 records/s through boto3"
    return Row(what, measured, "at least 10", virtual_s / real_s >= 10)
