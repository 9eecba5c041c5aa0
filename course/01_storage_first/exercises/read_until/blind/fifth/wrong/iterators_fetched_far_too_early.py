# Gets all iterators first, then reads shard by shard; forbidden: "An iterator expires ... after 5 minutes".
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
    while iterators:
        shard_id = next(iter(iterators))
        iterator = iterators.pop(shard_id)
        while iterator:
            over = datetime.now(UTC) >= end
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterator = answer.get("NextShardIterator")
            if not iterator:
                done.add(shard_id)
                for child in answer.get("ChildShards", []):
                    if done.issuperset(child["ParentShards"]):
                        begin(child["ShardId"])
            elif over and answer["MillisBehindLatest"] == 0:
                break
            time.sleep(1)
    return events
