# Waits for `(end - now).seconds`: if `end` is past already, these are the rest of a day, and data expires.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    time.sleep((end - datetime.now(UTC)).seconds)
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}
    events, done = [], set()
    while len(done) < len(shards):
        for shard_id, shard in shards.items():
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & shards.keys()
            if shard_id in done or not parents <= done:
                continue
            iterator = kinesis.get_shard_iterator(
                StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            while iterator:
                answer = kinesis.get_records(ShardIterator=iterator)
                events += [json.loads(record["Data"]) for record in answer["Records"]]
                iterator = answer.get("NextShardIterator")
                if answer["MillisBehindLatest"] == 0:
                    break
                time.sleep(1)
            done.add(shard_id)
    return events
