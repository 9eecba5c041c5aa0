# Believed two empty answers in a row mean the end: Kinesis may need several calls to reach the next records.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    time.sleep(max(0, (end - datetime.now(UTC)).total_seconds()))
    events, done = [], set()
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}

    def read(shard_id):
        if shard_id not in shards or shard_id in done:
            return
        done.add(shard_id)
        read(shards[shard_id].get("ParentShardId"))
        read(shards[shard_id].get("AdjacentParentShardId"))
        place = {"StreamName": stream, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        iterator, empty = kinesis.get_shard_iterator(**place)["ShardIterator"], 0
        while iterator and empty < 2:
            answer = kinesis.get_records(ShardIterator=iterator)
            events.extend(json.loads(record["Data"]) for record in answer["Records"])
            empty = 0 if answer["Records"] else empty + 1
            iterator = answer.get("NextShardIterator")
            time.sleep(1)

    for shard_id in shards:
        read(shard_id)
    return events
