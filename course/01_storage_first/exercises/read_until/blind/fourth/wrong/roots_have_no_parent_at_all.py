# Begins with shards without a ParentShardId, so children of a parent that has expired are never read.
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
        over, more = datetime.now(UTC) >= end, False
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators[shard_id])
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                more = more or answer["MillisBehindLatest"] > 0
                continue
            more = True
            del iterators[shard_id]
            done.add(shard_id)
            for child in answer["ChildShards"]:
                if done.issuperset(child["ParentShards"]):
                    begin(child["ShardId"])
        if over and not more:
            return events
        time.sleep(1)
