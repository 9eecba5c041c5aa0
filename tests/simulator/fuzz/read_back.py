"""What boto3 reads equals what was stored less what has expired, in the order in which it was stored."""

from __future__ import annotations

from typing import Any

from small_world import SmallWorld
from wire_tap import Copy, Life, number_of

from lablib.simulator import limits

PAUSE_S = 0.25
"""Between two calls, so that they alone never exceed the five a second of a shard."""
MOST_CALLS = 200


def check_reading(small: SmallWorld, life: Life) -> None:
    """Read all shards of a stream and compare; what expires or becomes readable meanwhile may be there."""
    before_us = small.now_us
    found = {shard_id: read_shard(small, life.name, shard_id) for shard_id in shards_of(small, life.name)}
    after_us = small.now_us
    for shard_id in {copy.shard_id for copy in life.copies}:
        compare(life, shard_id, found.get(shard_id, []), before_us, after_us)


def compare(
    life: Life, shard_id: str, found: list[tuple[int, int, str]], before_us: int, after_us: int
) -> None:
    """One shard. Neither too little, nor too much, nor in another order."""
    delay_us = round(limits.PROPAGATION_DELAY_S * limits.US_PER_S)
    mine = [copy for copy in life.copies if copy.shard_id == shard_id]
    floor_us, later_floor_us = life.floor_us(before_us), life.floor_us(after_us)
    possible = [copy for copy in mine if copy.arrival_us >= floor_us]
    sure = {copy.sequence for copy in possible if later_floor_us <= copy.arrival_us <= before_us - delay_us}
    got = {sequence for sequence, _, _ in found}
    expected = [as_read(copy) for copy in possible if copy.sequence in sure | got]
    assert found == expected, f"{life.name} {shard_id}"


def as_read(copy: Copy) -> tuple[int, int, str]:
    """As a reader sees it."""
    return copy.sequence, copy.number, copy.key


def read_shard(small: SmallWorld, name: str, shard_id: str) -> list[tuple[int, int, str]]:
    """All records of a shard by plain boto3. Other readers may throttle it, and the shard may expire."""
    iterator = None
    found: list[tuple[int, int, str]] = []
    for _ in range(MOST_CALLS):
        small.world.sleep(PAUSE_S)
        if iterator is None:
            iterator = first_iterator(small, name, shard_id)
            if iterator is None and shard_id not in shards_of(small, name):
                return found
            continue
        answer = small.call("kinesis", "get_records", ShardIterator=iterator, Limit=40)
        if answer is None:
            if shard_id not in shards_of(small, name):
                return found
            continue
        found += map(of_answer, answer["Records"])
        iterator = answer.get("NextShardIterator")
        if iterator is None or (not answer["Records"] and answer["MillisBehindLatest"] == 0):
            return found
    raise AssertionError(f"{name} {shard_id} has no end: {len(found)} records in {MOST_CALLS} calls")


def shards_of(small: SmallWorld, name: str) -> list[str]:
    """Those that still exist; none of a stream that is going."""
    listed = small.call("kinesis", "list_shards", StreamName=name) or {"Shards": []}
    return [shard["ShardId"] for shard in listed["Shards"]]


def first_iterator(small: SmallWorld, name: str, shard_id: str) -> str | None:
    """At the oldest record; None if the call failed."""
    answer = small.call(
        "kinesis", "get_shard_iterator", StreamName=name, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
    )
    return None if answer is None else str(answer["ShardIterator"])


def of_answer(record: dict[str, Any]) -> tuple[int, int, str]:
    """A record of GetRecords."""
    return int(record["SequenceNumber"]), number_of(record["Data"]), record["PartitionKey"]
