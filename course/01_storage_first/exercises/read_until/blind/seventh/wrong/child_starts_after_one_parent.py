# Starts a child when one of its parents is read, so after a merge the other parent's events are late.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, begun = [], {}, set()

    def begin(shard_id):
        begun.add(shard_id)
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    for shard in shards:
        if shard.get("ParentShardId") not in listed:
            begin(shard["ShardId"])
    while True:
        over, more = datetime.now(UTC) >= end, False
        for shard_id, iterator in list(iterators.items()):
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                more = more or answer["MillisBehindLatest"] > 0
            else:
                del iterators[shard_id]
                more = True
                for child in answer["ChildShards"]:
                    if child["ShardId"] not in begun:
                        begin(child["ShardId"])
        if over and not more:
            return events
        time.sleep(1)
