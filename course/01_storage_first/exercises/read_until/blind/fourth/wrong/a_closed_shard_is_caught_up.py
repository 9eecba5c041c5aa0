# Stops when all answers of a round say 0 ms behind, also the last one of a parent whose children aren't read.
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
        over, behind = datetime.now(UTC) >= end, 0
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators.pop(shard_id))
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            behind = max(behind, answer["MillisBehindLatest"])
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                continue
            done.add(shard_id)
            for child in answer["ChildShards"]:
                if set(child["ParentShards"]) <= done:
                    begin(child["ShardId"])
        if over and behind == 0:
            return events
        time.sleep(1)
