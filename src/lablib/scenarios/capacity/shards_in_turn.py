"""A consumer that polls the shards of a stream one after the other, as several pollers do together."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from lablib.simulator.network.clients import world_client

ROUNDS = 30
RECORDS = 10


def read_in_turn(stream: str) -> Iterator[dict[str, Any]]:
    """All records of a small stream in the order in which it gets them: ten of a shard, then the next shard.

    It makes `ROUNDS` rounds with a pause of a second, so it gets a part of a larger stream.
    """
    kinesis = world_client("kinesis")
    shard_ids = [shard["ShardId"] for shard in kinesis.list_shards(StreamName=stream)["Shards"]]
    first = {"StreamName": stream, "ShardIteratorType": "TRIM_HORIZON"}
    iterators = [kinesis.get_shard_iterator(**first, ShardId=each)["ShardIterator"] for each in shard_ids]
    for _ in range(ROUNDS):
        for place, iterator in enumerate(iterators):
            answer = kinesis.get_records(ShardIterator=iterator, Limit=RECORDS)
            iterators[place] = answer["NextShardIterator"]
            yield from answer["Records"]
        time.sleep(1)
