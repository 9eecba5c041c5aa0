# Begins the child of a merge when its first parent is read, so the other parent's older events come later.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    listed = kinesis.list_shards(StreamName=stream)["Shards"]
    ids = {shard["ShardId"] for shard in listed}
    for shard in listed:
        if not {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & ids:
            begin(shard["ShardId"])
    while True:
        over, waiting = datetime.now(UTC) >= end, False
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators[shard_id])
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                waiting = waiting or answer["MillisBehindLatest"] > 0
                continue
            waiting = True
            del iterators[shard_id]
            done.add(shard_id)
            for child in answer["ChildShards"]:
                if child["ShardId"] not in iterators and child["ShardId"] not in done:
                    begin(child["ShardId"])
        if over and not waiting:
            return events
        time.sleep(1)
