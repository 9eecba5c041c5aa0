# Overwrites quiet with each shard's answer, so only the last shard of the round decides; others have more.
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
        late = datetime.now(UTC) >= end
        quiet = True
        for shard_id, iterator in list(iterators.items()):
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                quiet = not answer["Records"] and answer["MillisBehindLatest"] == 0
                continue
            quiet = False
            del iterators[shard_id]
            done.add(shard_id)
            for child in answer.get("ChildShards", []):
                if done.issuperset(child["ParentShards"]):
                    begin(child["ShardId"])
        if late and quiet:
            return events
        time.sleep(1)
