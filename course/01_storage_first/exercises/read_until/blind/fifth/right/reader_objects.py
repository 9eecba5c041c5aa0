# Style: one small object per shard, turns with a pause that grows with the bytes read.
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class Reader:
    kinesis: object
    stream: str
    shard_id: str
    iterator: str | None = None
    caught_up: bool = False
    children: list = field(default_factory=list)

    def __post_init__(self):
        self.iterator = self.kinesis.get_shard_iterator(
            StreamName=self.stream, ShardId=self.shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    def turn(self):
        answer = self.kinesis.get_records(ShardIterator=self.iterator)
        self.iterator = answer.get("NextShardIterator")
        self.caught_up = answer["MillisBehindLatest"] == 0
        self.children = answer.get("ChildShards", [])
        return [record["Data"] for record in answer["Records"]]


def read_until(kinesis, stream, end):
    found, finished = [], set()
    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    present = {shard["ShardId"] for shard in shards}
    readers = [
        Reader(kinesis, stream, shard["ShardId"])
        for shard in shards
        if shard.get("ParentShardId") not in present and shard.get("AdjacentParentShardId") not in present
    ]
    while True:
        late_enough = datetime.now(UTC) >= end.astimezone(UTC)
        waiting, most = {}, 0
        for reader in readers:
            data = reader.turn()
            most = max(most, sum(map(len, data)))
            found += map(json.loads, data)
            if reader.iterator is None:
                finished.add(reader.shard_id)
                waiting |= {child["ShardId"]: child["ParentShards"] for child in reader.children}
        readers = [reader for reader in readers if reader.iterator is not None]
        ready = [shard_id for shard_id, parents in waiting.items() if finished.issuperset(parents)]
        quiet = late_enough and not ready and all(reader.caught_up for reader in readers)
        if quiet:
            now = kinesis.list_shards(StreamName=stream)["Shards"]
            closed = {s["ShardId"] for s in now if "EndingSequenceNumber" in s.get("SequenceNumberRange", {})}
            if not closed & {reader.shard_id for reader in readers}:
                return found
        time.sleep(max(1, most / 1_500_000))
        readers += [Reader(kinesis, stream, shard_id) for shard_id in ready]
