# Takes a shard that has just ended for caught up, so after `end` it returns without its children.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    for shard in shards:
        if not {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & listed:
            begin(shard["ShardId"])
    while True:
        over, behind = datetime.now(UTC) >= end, []
        for shard_id, iterator in list(iterators.items()):
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            behind.append(answer["MillisBehindLatest"])
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
            else:
                del iterators[shard_id]
                done.add(shard_id)
                for child in answer["ChildShards"]:
                    if set(child["ParentShards"]) <= done:
                        begin(child["ShardId"])
        if over and not any(behind):
            return events
        time.sleep(1)
