# Only shards without a ParentShardId start; forbidden: an expired parent "is no longer listed", its child is.
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
        if "ParentShardId" not in shard:
            begin(shard["ShardId"])
    while True:
        over, caught_up, children = datetime.now(UTC) >= end, True, {}
        for shard_id, iterator in list(iterators.items()):
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                caught_up = caught_up and answer["MillisBehindLatest"] == 0
            else:
                del iterators[shard_id]
                done.add(shard_id)
                caught_up = False
                children |= {child["ShardId"]: child for child in answer.get("ChildShards", [])}
        for shard_id, child in children.items():
            if done.issuperset(child["ParentShards"]):
                begin(shard_id)
        if over and caught_up:
            return events
        time.sleep(1)
