# A class with __call__ for each shard, and a deque of them that goes round.
import json
import time
from collections import deque
from datetime import UTC, datetime


class ShardReader:
    def __init__(self, kinesis, stream, shard_id):
        self.kinesis, self.shard_id, self.children, self.ended = kinesis, shard_id, [], False
        self.iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    def __call__(self, last_call):
        answer = self.kinesis.get_records(ShardIterator=self.iterator)
        self.iterator = answer.get("NextShardIterator")
        self.children = answer.get("ChildShards") or []
        self.ended = not self.iterator or (last_call and answer["MillisBehindLatest"] == 0)
        return [json.loads(record["Data"]) for record in answer["Records"]]


def names(kinesis, stream):
    return {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}


def read_until(kinesis, stream, end):
    shards = names(kinesis, stream)
    begun, ended, events = set(), set(), []
    ring = deque()
    for name, shard in shards.items():
        if all(shard.get(key) not in shards for key in ("ParentShardId", "AdjacentParentShardId")):
            begun.add(name)
            ring.append(ShardReader(kinesis, stream, name))
    while ring:
        reader = ring.popleft()
        time.sleep(1 / (len(ring) + 1))
        events.extend(reader(datetime.now(UTC) >= end))
        if not reader.ended:
            ring.append(reader)
            continue
        ended.add(reader.shard_id)
        for child in reader.children:
            there = names(kinesis, stream)
            missing = [parent for parent in child["ParentShards"] if parent in there and parent not in ended]
            if not missing and child["ShardId"] not in begun:
                begun.add(child["ShardId"])
                ring.append(ShardReader(kinesis, stream, child["ShardId"]))
    return events
