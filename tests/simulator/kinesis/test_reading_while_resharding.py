"""A correct reader gets every record once, in the order of its key, whatever happens to the shards."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis_profiles import examples
from small_region import STREAM, SmallRegion, shard_id

from lablib.simulator.api.errors import AwsError
from lablib.simulator.ledger.ledger import Fate

STEP_S = 0.25  # four calls a second: nobody is throttled


class Reader:
    """Drains the parents of a shard first; goes on after its last record when an iterator expired."""

    def __init__(self, region: SmallRegion) -> None:
        self.region = region
        self.iterators = {
            shard_id(index): region.iterator("TRIM_HORIZON", index) for index, _, _ in region.shards()
        }
        self.last_number: dict[str, str] = {}
        self.drained: set[str] = set()
        self.got: list[dict[str, Any]] = []

    def read(self, shard: str, limit: int) -> int:
        """One call; returns how many records it brought."""
        try:
            answer = self.region.get(self.iterators[shard], Limit=limit)
        except AwsError as error:
            if error.code != "ExpiredIteratorException":
                raise
            self.iterators[shard] = self.fresh_iterator(shard)
            answer = self.region.get(self.iterators[shard], Limit=limit)
        for record in answer["Records"]:
            self.got.append(record)
            self.last_number[shard] = record["SequenceNumber"]
        if "NextShardIterator" in answer:
            self.iterators[shard] = answer["NextShardIterator"]
        else:
            self.leave(shard, answer["ChildShards"])
        return len(answer["Records"])

    def fresh_iterator(self, shard: str) -> str:
        index, number = int(shard.removeprefix("shardId-")), self.last_number.get(shard)
        if number is None:
            return self.region.iterator("TRIM_HORIZON", index)
        return self.region.iterator("AFTER_SEQUENCE_NUMBER", index, StartingSequenceNumber=number)

    def leave(self, shard: str, children: list[dict[str, Any]]) -> None:
        del self.iterators[shard]
        self.drained.add(shard)
        for child in children:
            if self.drained.issuperset(child["ParentShards"]):
                self.iterators[child["ShardId"]] = self.fresh_iterator(child["ShardId"])

    def read_to_the_end(self) -> None:
        """Until every shard that can be read is open and empty."""
        while True:
            self.region.at(self.region.now_s + 1)
            shards = set(self.iterators)
            brought = sum(self.read(shard, 10_000) for shard in sorted(shards))
            if not brought and shards == set(self.iterators):
                return


def take_step(region: SmallRegion, reader: Reader, step: tuple[str, int]) -> None:
    action, number = step
    shards = region.shards()
    if action == "put":
        region.put(f"tenant-{number % 5}")
    elif action == "wait":
        region.at(region.now_s + number)
    elif action == "read":
        readable = sorted(reader.iterators)
        reader.read(readable[number % len(readable)], 1 + number % 3)
    elif region.status == "ACTIVE" and action == "split":
        index, start, end = shards[number % len(shards)]
        cut = {"ShardToSplit": shard_id(index), "NewStartingHashKey": str((start + end) // 2)}
        region.call("SplitShard", StreamName=STREAM, **cut)
    elif region.status == "ACTIVE" and action == "merge" and len(shards) > 1:
        lower = number % (len(shards) - 1)
        pair = {"ShardToMerge": shards[lower][0], "AdjacentShardToMerge": shards[lower + 1][0]}
        region.call("MergeShards", StreamName=STREAM, **{name: shard_id(each) for name, each in pair.items()})
    region.at(region.now_s + STEP_S)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 4)),
        st.tuples(st.just("read"), st.integers(0, 20)),
        st.tuples(st.sampled_from(["split", "merge"]), st.integers(0, 20)),
        st.tuples(st.just("wait"), st.sampled_from([1, 10, 30, 301])),
    ),
    max_size=80,
)


ALL_TENANTS = [("put", tenant) for tenant in range(5)]
# The first read drains one parent; the second would find the child if the reader had begun it too early.
MERGED_WITH_RECORDS_IN_BOTH_PARENTS = [
    *ALL_TENANTS,
    ("merge", 0),
    ("wait", 30),
    *ALL_TENANTS,
    ("read", 2),
    ("read", 5),
]


@examples(60)
@given(st.integers(1, 3), steps)
@example(2, MERGED_WITH_RECORDS_IN_BOTH_PARENTS)
@example(2, [("put", 1), ("read", 0), ("read", 1), ("put", 1), ("wait", 301), ("read", 0), ("read", 1)])
def test_each_record_is_read_exactly_once_and_in_order_per_key(shards, steps):
    region = SmallRegion(shards=shards)
    reader, put = Reader(region), defaultdict(list)
    for step in steps:
        if step[0] == "put":
            put[f"tenant-{step[1] % 5}"].append(str(region.puts).encode())
        take_step(region, reader, step)
        assert region.ledger.balance(region.clock.now_us) == 0
    region.at(region.now_s + 31)
    reader.read_to_the_end()
    got = defaultdict(list)
    for record in reader.got:
        got[record["PartitionKey"]].append(record["Data"])
    assert got == put
    totals = region.ledger.totals(region.clock.now_us)
    assert (totals[Fate.READ], sum(totals.values())) == (region.puts, region.puts)
