# Style: a generator reads one shard at a time, a queue holds the shards whose parents are done.
import json
import time
from collections import deque
from datetime import UTC, datetime


def pages(kinesis, stream, shard_id, end):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    while iterator:
        asked = datetime.now(UTC)
        answer = kinesis.get_records(ShardIterator=iterator)
        yield answer
        iterator = answer.get("NextShardIterator")
        caught_up = asked >= end and answer["MillisBehindLatest"] == 0
        if iterator and caught_up and is_open(kinesis, stream, shard_id):
            return
        time.sleep(1)


def is_open(kinesis, stream, shard_id):
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}
    return shard_id in shards and "EndingSequenceNumber" not in shards[shard_id].get(
        "SequenceNumberRange", {}
    )


def read_until(kinesis, stream, end):
    events, finished, queued = [], set(), set()
    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    known = {shard["ShardId"] for shard in shards}
    ready = deque()

    def enqueue(shard_id):
        if shard_id not in queued:
            queued.add(shard_id)
            ready.append(shard_id)

    for shard in shards:
        if known.isdisjoint({shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}):
            enqueue(shard["ShardId"])
    while ready:
        shard_id, answer = ready.popleft(), {}
        for answer in pages(kinesis, stream, shard_id, end):
            events += [json.loads(record["Data"]) for record in answer["Records"]]
        if not answer.get("NextShardIterator"):
            finished.add(shard_id)
            for child in answer.get("ChildShards") or ():
                if finished.issuperset(child["ParentShards"]):
                    enqueue(child["ShardId"])
    return events
