# order-is-global -> 01.3.reordered-in-shard
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
    listed = {shard["ShardId"] for shard in shards}
    for shard in shards:
        parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}
        if not parents & listed:
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
            return sorted(events, key=lambda event: event["at"])
        time.sleep(1)
