# Fetches the iterators, then sleeps until `end`: if that is more than 5 minutes away, they have expired.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    def begin(shard_id):
        return kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    roots = [s for s in shards if not {s.get("ParentShardId"), s.get("AdjacentParentShardId")} & listed]
    todo = [(shard["ShardId"], begin(shard["ShardId"])) for shard in roots]
    time.sleep(max(0, (end - datetime.now(UTC)).total_seconds()))
    events, done = [], set()
    for shard_id, iterator in todo:
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterator = answer.get("NextShardIterator")
            if answer["MillisBehindLatest"] == 0 and iterator:
                break
            time.sleep(1)
        done.add(shard_id)
        for child in answer.get("ChildShards", []):
            if done.issuperset(child["ParentShards"]):
                todo.append((child["ShardId"], begin(child["ShardId"])))
    return events
