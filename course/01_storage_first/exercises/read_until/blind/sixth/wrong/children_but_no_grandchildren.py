# Believed a stream reshards at most once: children are read after the parents, but never their own children.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events = []

    def read_in_turns(shard_ids):
        iterators, children = {}, {}
        for shard_id in shard_ids:
            iterators[shard_id] = kinesis.get_shard_iterator(
                StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
        while iterators:
            over = datetime.now(UTC) >= end
            for shard_id in list(iterators):
                answer = kinesis.get_records(ShardIterator=iterators[shard_id])
                events.extend(json.loads(record["Data"]) for record in answer["Records"])
                iterators[shard_id] = answer.get("NextShardIterator")
                children |= {child["ShardId"]: child for child in answer.get("ChildShards", [])}
                if iterators[shard_id] is None or (over and answer["MillisBehindLatest"] == 0):
                    del iterators[shard_id]
            time.sleep(1)
        return list(children)

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    oldest = [shard["ShardId"] for shard in shards if shard.get("ParentShardId") not in listed]
    read_in_turns(read_in_turns(oldest))
    return events
