# Rounds over all shards; asks list_shards in each round which shards may begin, ignores ChildShards.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()
    while True:
        asked_after_end = datetime.now(UTC) >= end
        shards = kinesis.list_shards(StreamName=stream)["Shards"]
        listed = {shard["ShardId"] for shard in shards}
        for shard in shards:
            shard_id = shard["ShardId"]
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}
            if shard_id not in iterators and shard_id not in done and not (parents & listed) - done:
                iterators[shard_id] = kinesis.get_shard_iterator(
                    StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
                )["ShardIterator"]
        finished = asked_after_end and listed <= done.union(iterators)
        for shard_id in tuple(iterators):
            answer = kinesis.get_records(ShardIterator=iterators.pop(shard_id))
            events.extend(json.loads(record["Data"]) for record in answer["Records"])
            following = answer.get("NextShardIterator")
            if following:
                iterators[shard_id] = following
            else:
                done.add(shard_id)
            if not following or answer["MillisBehindLatest"] > 0:
                finished = False
        if finished:
            return events
        time.sleep(1.1)
