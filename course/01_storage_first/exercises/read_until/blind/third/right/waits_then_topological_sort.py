# Style: waits for end, lists the shards once, sorts them with graphlib, and reads each with a generator.
import json
import time
from datetime import UTC, datetime
from graphlib import TopologicalSorter


def read_until(kinesis, stream, end):
    time.sleep(max(0.0, (end - datetime.now(UTC)).total_seconds()))
    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    parents_of = {
        shard["ShardId"]: {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & listed
        for shard in shards
    }
    have_children = set().union(*parents_of.values())

    def read(shard_id):
        iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from answer["Records"]
            if shard_id not in have_children and answer["MillisBehindLatest"] == 0:
                return  # open when it was listed, and nothing is written after that
            iterator = answer.get("NextShardIterator")
            time.sleep(1)

    in_order = TopologicalSorter(parents_of).static_order()
    return [json.loads(record["Data"]) for shard_id in in_order for record in read(shard_id)]
