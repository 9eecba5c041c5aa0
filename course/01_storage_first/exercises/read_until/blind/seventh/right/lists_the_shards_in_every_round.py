# A class that ignores ChildShards: it lists the shards in every round and begins those it may.
import json
import time
from datetime import UTC, datetime


class Reader:
    def __init__(self, kinesis, stream):
        self.kinesis, self.stream = kinesis, stream
        self.events, self.open, self.closed = [], {}, set()

    def discover(self):
        shards = self.kinesis.list_shards(StreamName=self.stream)["Shards"]
        known = {shard["ShardId"] for shard in shards} | self.open.keys()
        for shard in shards:
            shard_id = shard["ShardId"]
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & known
            if shard_id not in self.open and shard_id not in self.closed and parents <= self.closed:
                self.open[shard_id] = self.kinesis.get_shard_iterator(
                    StreamName=self.stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
                )["ShardIterator"]

    def advance(self, shard_id):
        """Make one call, and say whether the shard has nothing more at this moment."""
        answer = self.kinesis.get_records(ShardIterator=self.open[shard_id])
        for record in answer["Records"]:
            self.events.append(json.loads(record["Data"]))
        self.open[shard_id] = answer.get("NextShardIterator")
        if not self.open[shard_id]:
            self.open.pop(shard_id)
            self.closed.add(shard_id)
            return False
        return answer["MillisBehindLatest"] == 0

    def round(self):
        self.discover()
        return [self.advance(shard_id) for shard_id in sorted(self.open)]


def read_until(kinesis, stream, end):
    reader, complete = Reader(kinesis, stream), False
    while not complete:
        past_end = datetime.now(UTC) >= end
        idle = reader.round()
        complete = past_end and all(idle)
        if not complete:
            time.sleep(1)
    return reader.events
