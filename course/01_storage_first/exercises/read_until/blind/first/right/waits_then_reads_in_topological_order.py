# Sleeps until `end`, then lists all shards and reads them whole, in graphlib's order.
import json
import time
from datetime import UTC, datetime
from graphlib import TopologicalSorter


def whole_shard(kinesis, stream, shard_id):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        yield from answer["Records"]
        iterator = answer["MillisBehindLatest"] and answer.get("NextShardIterator")
        time.sleep(1)


def read_until(kinesis, stream, end):
    while (left := (end - datetime.now(UTC)).total_seconds()) > 0:
        time.sleep(left)
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}
    parents = {
        name: {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & shards.keys()
        for name, shard in shards.items()
    }
    order = TopologicalSorter(parents).static_order()
    return [json.loads(r["Data"]) for shard_id in order for r in whole_shard(kinesis, stream, shard_id)]
