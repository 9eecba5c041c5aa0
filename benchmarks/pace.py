"""Virtual seconds per real second: four shards, 1,000 records a second offered to each through boto3."""

from __future__ import annotations

from typing import Any

import boto3

from benchmarks.put import BYTES, STREAM
from benchmarks.row import Row, real_seconds_of
from lablib import World
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import even_ranges

SHARDS = 4
HALF = limits.SHARD_WRITE_RECORDS_PER_S // 2


def produce(world: World, kinesis: Any, shard: int, virtual_s: int) -> None:
    """Two calls of 500 a second to one shard, all that it takes."""
    begin_us, start = world.clock.now_us, str(even_ranges(SHARDS)[shard][0])
    for call in range(virtual_s * 2):
        records = [
            {"Data": f"{shard}-{call}-{number}".ljust(BYTES), "PartitionKey": "t", "ExplicitHashKey": start}
            for number in range(HALF)
        ]
        kinesis.put_records(StreamName=STREAM, Records=records)
        world.clock.sleep_until(begin_us + (call + 1) * limits.US_PER_S // 2)


def run_s(virtual_s: int) -> float:
    """Real seconds of four producers in a fresh world, the making of the records included."""
    with World(seed=7) as world:
        make_stream(SHARDS, STREAM)
        kinesis = boto3.client("kinesis")

        def everything() -> None:
            world.join(*[world.spawn(produce, world, kinesis, shard, virtual_s) for shard in range(SHARDS)])

        real_s = real_seconds_of(everything)
        assert world.ledger.offered == SHARDS * virtual_s * limits.SHARD_WRITE_RECORDS_PER_S
    return real_s


def pace(virtual_s: int, runs: int = 3) -> Row:
    """The best of several runs: real time counts, and others may want the machine in the middle of one."""
    real_s = min(run_s(virtual_s) for _ in range(runs))
    measured = f"{virtual_s / real_s:.1f} ({virtual_s} s in {real_s:.1f} s, best of {runs})"
    what = "virtual seconds per real second, 4 shards at 1,000 records/s through boto3"
    return Row(what, measured, "at least 10", virtual_s / real_s >= 10)
