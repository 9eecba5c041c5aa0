# Style: no ChildShards, every round lists the shards and reads those whose listed parents are done.
import json
import time
from datetime import UTC, datetime


def closed(shard):
    return "EndingSequenceNumber" in shard.get("SequenceNumberRange", {})


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()
    while True:
        over = datetime.now(UTC) >= end
        shards = kinesis.list_shards(StreamName=stream)["Shards"]
        listed = {shard["ShardId"] for shard in shards}
        settled = set()  # shards from which nothing can come anymore
        for shard in shards:
            name = shard["ShardId"]
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & listed
            if name in done:
                settled.add(name)
                continue
            if parents - done:
                continue
            if name not in iterators:
                iterators[name] = kinesis.get_shard_iterator(
                    StreamName=stream, ShardId=name, ShardIteratorType="TRIM_HORIZON"
                )["ShardIterator"]
            answer = kinesis.get_records(ShardIterator=iterators[name])
            events.extend(json.loads(record["Data"]) for record in answer["Records"])
            iterators[name] = answer.get("NextShardIterator")
            if not iterators[name]:
                done.add(name)
                settled.add(name)
            elif not answer["MillisBehindLatest"] and not closed(shard):
                settled.add(name)
        if over and settled == listed:
            again = {each["ShardId"] for each in kinesis.list_shards(StreamName=stream)["Shards"]}
            if again <= listed:
                return events
        time.sleep(1)
