# one-parent-is-enough -> 01.3.reordered
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, begun = [], {}, set()

    def begin(shard_id):
        if shard_id not in begun:
            begun.add(shard_id)
            iterators[shard_id] = kinesis.get_shard_iterator(
                StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]

    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        if "ParentShardId" not in shard:
            begin(shard["ShardId"])
    behind = True
    while behind:
        behind = datetime.now(UTC) <= end
        for shard_id in list(iterators):
            answer = kinesis.get_records(ShardIterator=iterators.pop(shard_id))
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            behind = behind or bool(answer["Records"])
            if "NextShardIterator" in answer:
                iterators[shard_id] = answer["NextShardIterator"]
            else:
                behind = True
                for child in answer["ChildShards"]:
                    begin(child["ShardId"])
        time.sleep(1)
    return events
