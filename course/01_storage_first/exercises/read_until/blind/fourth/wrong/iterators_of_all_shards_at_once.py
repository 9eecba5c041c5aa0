# Gets all iterators first and then reads shard by shard, so the second iterator expires after 5 minutes.
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
    while iterators:
        shard_id, iterator = next(iter(iterators.items()))
        while iterator:
            over = datetime.now(UTC) >= end
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterator = answer.get("NextShardIterator")
            if iterator and over and answer["MillisBehindLatest"] == 0:
                break
            time.sleep(1)
        del iterators[shard_id]
        if iterator is None:
            done.add(shard_id)
            for child in answer["ChildShards"]:
                if done.issuperset(child["ParentShards"]):
                    begin(child["ShardId"])
    return events
