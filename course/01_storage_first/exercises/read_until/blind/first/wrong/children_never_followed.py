# Reads the shards that are there at the start; a split's children are never asked.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    def listed():
        return {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}

    shards = listed()
    for shard_id, shard in shards.items():
        parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}
        if not parents & shards.keys():
            begin(shard_id)
    while iterators:
        over = datetime.now(UTC) >= end
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators[shard_id])
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                if over and answer["MillisBehindLatest"] == 0:
                    done.add(shard_id)
                    del iterators[shard_id]
                continue
            done.add(shard_id)
            del iterators[shard_id]
        time.sleep(1)
    return events
