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
    there = {shard["ShardId"] for shard in shards}
    for shard in shards:
        if not there & {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}:
            begin(shard["ShardId"])
    behind = True
    while behind:
        behind = datetime.now(UTC) <= end
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators.pop(shard_id))
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if "NextShardIterator" in answer:
                iterators[shard_id] = answer["NextShardIterator"]
            else:
                done.add(shard_id)
                for child in answer["ChildShards"]:
                    if done.issuperset(child["ParentShards"]):
                        begin(child["ShardId"])
            behind |= bool(answer["Records"] or answer["MillisBehindLatest"] or shard_id in done)
        time.sleep(1)
    return sorted(events, key=lambda event: event["at"])
