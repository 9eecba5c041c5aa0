# Compares times as ISO text, which works in UTC and stops hours too early for an `end` west of it.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()
    until = end.isoformat(timespec="seconds")

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    for shard in shards:
        if not {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & listed:
            begin(shard["ShardId"])
    while True:
        over, more = datetime.now(UTC).isoformat(timespec="seconds") > until, False
        for shard_id, iterator in list(iterators.items()):
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                more = more or answer["MillisBehindLatest"] > 0
            else:
                del iterators[shard_id]
                done.add(shard_id)
                more = True
                for child in answer["ChildShards"]:
                    if set(child["ParentShards"]) <= done:
                        begin(child["ShardId"])
        if over and not more:
            return events
        time.sleep(1)
