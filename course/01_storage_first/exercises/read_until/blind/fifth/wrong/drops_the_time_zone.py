# Compares wall clocks without their zones; forbidden: "`end` is a datetime with a time zone, any time zone".
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()
    end = end.replace(tzinfo=None)

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
        over = datetime.now(UTC).replace(tzinfo=None) >= end
        caught_up, children = True, {}
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
