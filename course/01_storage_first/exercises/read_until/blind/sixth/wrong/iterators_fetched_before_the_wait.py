# Believed an iterator keeps: they are all fetched before the wait for `end`, and expire after five minutes.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        begin(shard["ShardId"])
    time.sleep(max(0, (end - datetime.now(UTC)).total_seconds()))
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}
    while len(done) < len(shards):
        for shard_id, shard in shards.items():
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & shards.keys()
            if shard_id in done or not parents <= done:
                continue
            if shard_id not in iterators:
                begin(shard_id)
            answer = kinesis.get_records(ShardIterator=iterators[shard_id])
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterators[shard_id] = answer.get("NextShardIterator")
            if not iterators[shard_id] or not answer["MillisBehindLatest"]:
                done.add(shard_id)
        time.sleep(1)
    return events
