# Polls every 10 s and looks at the clock after the sleep, so what came after the last round is never read.
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
        quiet = True
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators[shard_id])
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                quiet = quiet and answer["MillisBehindLatest"] == 0
                continue
            quiet = False
            del iterators[shard_id]
            done.add(shard_id)
            for child in answer["ChildShards"]:
                if done.issuperset(child["ParentShards"]):
                    begin(child["ShardId"])
        time.sleep(10)
        if quiet and datetime.now(UTC) >= end:
            return events
