"""Random producers, a feed, faults and reshards in a small world: runs to hold a tape against."""

from __future__ import annotations

import random
from typing import Any

import boto3
from botocore.config import Config
from hypothesis import strategies as st

from lablib.scenarios.replay.incident import make_stream
from lablib.simulator.kinesis.state.model_choices import Policies
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond, TokenBucket
from lablib.simulator.world import World
from lablib.traffic.load_generator import feed
from lablib.traffic.producers import PRODUCERS

STREAM, SPAN_S = "usage", 12
SIZES_BYTES = (10, 400, 60_000)

faults = st.tuples(
    st.sampled_from(
        [
            "http_500",
            "connection_refused",
            "connect_timeout",
            "hang",
            "hang_after_processing",
            "internal_failure",
        ]
    ),
    st.floats(0, 10),
    st.floats(0.5, 8),
    st.sampled_from([0.05, 0.4, 1.0]),
)
plans = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 2**16),
        "shards": st.integers(1, 4),
        "producers": st.lists(st.sampled_from(sorted(PRODUCERS)), min_size=1, max_size=3),
        "size_bytes": st.sampled_from(SIZES_BYTES),
        "faults": st.lists(faults, max_size=2),
        "split_after_s": st.none() | st.floats(0, SPAN_S),
        "limiter": st.sampled_from([TokenBucket, TokenBucket, AlignedSecond]),
    }
)


class Fed:
    """A small event for the feed."""

    def __init__(self, number: int, at_us: int) -> None:
        self.number, self.at_us, self.key = number, at_us, f"t{number % 5}"

    def payload(self) -> bytes:
        return b"fed %d" % self.number


def produce(world: World, name: str, rng: random.Random, size_bytes: int) -> None:
    """Bursts of records with few keys, some of which are offered a second time; the rest is given up."""
    kinesis = boto3.client("kinesis", config=Config(connect_timeout=1, read_timeout=1))
    number = 0
    while world.elapsed_s < SPAN_S + 60:
        count = rng.choice((1, 30, 600) if size_bytes < 1_000 else (1, 5, 40))
        names = [f"{world.clock.current_flow}-{max(0, number + index - 3)}" for index in range(count)]
        number += count
        entries = [
            {"Data": each.encode().ljust(size_bytes), "PartitionKey": f"t{rng.randrange(3)}"}
            for each in names
        ]
        if rng.random() < 0.7:
            world.ledger.offer((entry["Data"] for entry in entries), world.clock.now_us)
        rest = PRODUCERS[name](kinesis, STREAM, entries)
        if rest:
            world.ledger.give_up((entry["Data"] for entry in rest), world.clock.now_us)
        world.sleep(rng.uniform(0, 3))


def split(after_s: float) -> None:
    kinesis = boto3.client("kinesis")
    middle = str(2**126 // 3)
    kinesis.split_shard(StreamName=STREAM, ShardToSplit="shardId-000000000000", NewStartingHashKey=middle)


def played(plan: dict[str, Any], *, recorded: bool) -> World:
    """A run of random producers, a feed, faults and perhaps a split, until all have come to their end."""
    with World(plan["seed"], policies=Policies(write_limiter=plan["limiter"])) as world:
        if recorded:
            world.record()
        make_stream(plan["shards"], STREAM)
        world.sleep(60 - world.elapsed_s)
        for kind, after_s, for_s, rate in plan["faults"]:
            world.fault(kind, after_s=after_s, for_s=for_s, rate=rate, operation="PutRecords")
        flows = [
            world.spawn(
                produce, world, name, world.rng(f"producer {index}"), plan["size_bytes"], name=f"p{index}"
            )
            for index, name in enumerate(plan["producers"])
        ]
        fed = [Fed(number, world.clock.now_us + number * 90_000) for number in range(100)]
        flows.append(feed(world, STREAM, fed))
        if plan["split_after_s"] is not None:
            world.sleep(plan["split_after_s"])
            split(plan["split_after_s"])
        world.join(*flows)
        world.sleep(60)
    return world
