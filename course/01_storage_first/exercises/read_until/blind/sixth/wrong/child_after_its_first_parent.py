# Believed a child may start as soon as one parent ends: after a merge it's read before the other parent.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, begun = [], {}, set()

    def begin(shard_id):
        if shard_id not in begun:
            begun.add(shard_id)
            iterators[shard_id] = kinesis.get_shard_iterator(
                StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    for shard in shards:
        if shard.get("ParentShardId") not in listed and shard.get("AdjacentParentShardId") not in listed:
            begin(shard["ShardId"])
    while True:
        over, behind = datetime.now(UTC) >= end, False
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators.pop(shard_id))
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                behind = behind or answer["MillisBehindLatest"] > 0
            else:
                behind = True
                for child in answer.get("ChildShards", []):
                    begin(child["ShardId"])
        if over and not behind:
            return events
        time.sleep(1)
