# A class; the family tree comes from list_shards anew in each round, ChildShards are not looked at.
import json
import time
from datetime import UTC, datetime


class Reader:
    def __init__(self, kinesis, stream):
        self.kinesis, self.stream = kinesis, stream
        self.events, self.place, self.finished = [], {}, set()

    def tree(self):
        """Shard id -> the ids of its parents that are still listed."""
        shards = self.kinesis.list_shards(StreamName=self.stream)["Shards"]
        names = {shard["ShardId"] for shard in shards}
        parents = ("ParentShardId", "AdjacentParentShardId")
        return {shard["ShardId"]: names & {shard.get(parent) for parent in parents} for shard in shards}

    def read(self, shard_id):
        """One call. True if this shard may have more now."""
        if shard_id not in self.place:
            self.place[shard_id] = self.kinesis.get_shard_iterator(
                StreamName=self.stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
        answer = self.kinesis.get_records(ShardIterator=self.place[shard_id])
        self.events.extend(json.loads(record["Data"]) for record in answer["Records"])
        self.place[shard_id] = answer.get("NextShardIterator")
        if self.place[shard_id] is None:
            self.finished.add(shard_id)
            return False
        return bool(answer["Records"]) or answer["MillisBehindLatest"] > 0

    def round(self):
        """Read each shard whose parents are finished. True if nothing can be ahead."""
        tree = self.tree()
        have_children = set().union(*tree.values())
        over = True
        for shard_id, parents in tree.items():
            if shard_id in self.finished:
                continue
            if parents <= self.finished:
                more = self.read(shard_id)
                over &= not more and (shard_id in self.finished) == (shard_id in have_children)
            else:
                over = False
        return over


def read_until(kinesis, stream, end):
    reader = Reader(kinesis, stream)
    while True:
        after_end = datetime.now(UTC) >= end
        if reader.round() and after_end:
            return reader.events
        time.sleep(1)
