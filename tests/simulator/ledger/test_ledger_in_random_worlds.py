"""Whatever happens in a world, its fates add up at any instant, and a reader finds what the ledger says."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import boto3
import pytest
from botocore.config import Config
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples

from lablib import World
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator.ledger.ledger import Fate
from lablib.simulator.network.faults import Kind
from lablib.traffic.producers import PRODUCERS

STREAM, SPAN_S = "usage", 90
IN_STREAM = (Fate.STORED, Fate.READ, Fate.EXPIRED)

pytestmark = pytest.mark.slow

OF_ANOTHER_SERVICE = ("entries_fail", "access_denied")
OWN_SETTINGS = {"clock_skew": {"skew_s": 600.0}, "slow": {"by_s": 2.0}}
faults = st.tuples(
    st.sampled_from([kind for kind in get_args(Kind) if kind not in OF_ANOTHER_SERVICE]),
    st.floats(0, 60),
    st.floats(0.5, 40),
    st.sampled_from([0.05, 0.4, 1.0]),
)
reshards = st.tuples(st.sampled_from(["split", "merge", "update"]), st.floats(0, 80))
worlds = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 2**16),
        "shards": st.integers(1, 4),
        "producers": st.lists(st.sampled_from(sorted(PRODUCERS)), min_size=1, max_size=3),
        "faults": st.lists(faults, max_size=3),
        "reshards": st.lists(reshards, max_size=2),
        "reader": st.booleans(),
    }
)


def produce(world: World, name: str, rng: random.Random) -> None:
    """Bursts of records with few keys, offered and then written, each with an id of its own."""
    kinesis = boto3.client("kinesis", config=Config(connect_timeout=3, read_timeout=3))
    number = 0
    while world.elapsed_s < SPAN_S:
        count = rng.choice((1, 40, 700))
        names = [f"{world.clock.current_flow}-{number + index}" for index in range(count)]
        number += count
        entries = [{"Data": each.encode(), "PartitionKey": f"t{rng.randrange(3)}"} for each in names]
        world.ledger.offer((entry["Data"] for entry in entries), world.clock.now_us)
        rest = PRODUCERS[name](kinesis, STREAM, entries)
        world.ledger.give_up((entry["Data"] for entry in rest), world.clock.now_us)
        world.sleep(rng.uniform(0, 3))


def reshard(world: World, how: str, after_s: float) -> None:
    """One change of the stream's shape; a stream that is busy with another refuses, which is fine."""
    world.sleep(after_s)
    kinesis = boto3.client("kinesis")
    shards = [shard for shard in kinesis.list_shards(StreamName=STREAM)["Shards"] if is_open(shard)]
    try:
        if how == "split":
            low, high = (int(shards[0]["HashKeyRange"][end]) for end in ("StartingHashKey", "EndingHashKey"))
            middle = str((low + high + 1) // 2)
            kinesis.split_shard(
                StreamName=STREAM, ShardToSplit=shards[0]["ShardId"], NewStartingHashKey=middle
            )
        elif how == "merge" and len(shards) > 1:
            one, other = (shard["ShardId"] for shard in shards[:2])
            kinesis.merge_shards(StreamName=STREAM, ShardToMerge=one, AdjacentShardToMerge=other)
        elif how == "update":
            kinesis.update_shard_count(
                StreamName=STREAM, TargetShardCount=len(shards) * 2, ScalingType="UNIFORM_SCALING"
            )
    except (kinesis.exceptions.ResourceInUseException, kinesis.exceptions.InvalidArgumentException):
        return


def is_open(shard: dict[str, Any]) -> bool:
    return "EndingSequenceNumber" not in shard["SequenceNumberRange"]


def read_everything(kinesis: Any) -> Iterator[bytes]:
    """Every copy of every record, by plain boto3, from all shards that ever were."""
    for shard in kinesis.list_shards(StreamName=STREAM)["Shards"]:
        where = {"StreamName": STREAM, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(**where)["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from (record["Data"] for record in answer["Records"])
            iterator = answer.get("NextShardIterator")
            if not answer["Records"] and answer["MillisBehindLatest"] == 0:
                break


@examples(5)
@given(worlds)
def test_fates_add_up_at_any_instant_and_a_reader_finds_what_the_ledger_says(plan):
    with World(plan["seed"]) as world:
        make_stream(plan["shards"], STREAM)
        for kind, after_s, for_s, rate in plan["faults"]:
            hits = "GetRecords" if kind == "empty_read" else "PutRecords"
            own = OWN_SETTINGS.get(kind, {})
            world.fault(kind, after_s=after_s, for_s=for_s, rate=rate, operation=hits, **own)
        flows = [
            world.spawn(produce, world, name, world.rng(f"producer {index}"), name=f"p{index}")
            for index, name in enumerate(plan["producers"])
        ]
        flows += [world.spawn(reshard, world, *each) for each in plan["reshards"]]
        when = world.rng("instants")
        while not all(flow.done for flow in flows):
            world.sleep(when.uniform(0, 5))
            check_totals(world)
        world.join(*flows)
        world.sleep(5)
        kinesis = boto3.client("kinesis")
        copies = Counter(read_everything(kinesis)) if plan["reader"] else Counter(in_the_logs(world))
        totals = world.ledger.totals(world.clock.now_us)
        assert sum(totals[fate] for fate in IN_STREAM) == len(copies)
        assert world.ledger.duplicates == sum(copies.values()) - len(copies)
        assert not set(world.ledger.lost_contents()) & set(copies)
        assert world.ledger.lost + len(copies) == world.ledger.offered
        assert totals[Fate.IN_FLIGHT] == 0


def check_totals(world: World) -> None:
    totals = world.ledger.totals(world.clock.now_us)
    assert world.ledger.balance(world.clock.now_us) == 0
    assert min(totals.values()) >= 0
    assert sum(totals[fate] for fate in IN_STREAM) == len(set(in_the_logs(world)))


def in_the_logs(world: World) -> Iterator[bytes]:
    """Every copy, straight from the shards."""
    for shard in world.kinesis.streams[STREAM].shards:
        yield from shard.log.data
