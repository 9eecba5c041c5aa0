# Reads while `end` is ahead and one round more: if `end` is past, or much is left, events are missing.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    def one_round():
        for shard_id, iterator in list(iterators.items()):
            answer = kinesis.get_records(ShardIterator=iterator)
            events.extend(json.loads(record["Data"]) for record in answer["Records"])
            iterators[shard_id] = answer.get("NextShardIterator")
            if not iterators[shard_id]:
                del iterators[shard_id]
                done.add(shard_id)
                for child in answer.get("ChildShards", []):
                    if done.issuperset(child["ParentShards"]):
                        begin(child["ShardId"])

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    for shard in shards:
        if not listed & {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}:
            begin(shard["ShardId"])
    while datetime.now(UTC) < end:
        one_round()
        time.sleep(1)
    one_round()
    return events
