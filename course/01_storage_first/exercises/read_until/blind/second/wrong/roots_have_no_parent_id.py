# Begins only with shards that never had a parent; children of one too old to be listed are never read.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    for shard in shards:
        if "ParentShardId" not in shard:
            begin(shard["ShardId"])
    while True:
        late, quiet = datetime.now(UTC) >= end, True
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators[shard_id])
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer["Records"] or answer["MillisBehindLatest"] > 0:
                quiet = False
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                continue
            quiet = False
            del iterators[shard_id]
            done.add(shard_id)
            for child in answer.get("ChildShards", []):
                if set(child["ParentShards"]) <= done:
                    begin(child["ShardId"])
        if late and quiet:
            return events
        time.sleep(1)
