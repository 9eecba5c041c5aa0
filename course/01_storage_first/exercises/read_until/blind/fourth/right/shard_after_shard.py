# One shard after the other from a work list, each read to its end or, after `end`, until it is caught up.
import json
import time
from collections import deque
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, done = [], set()

    def read(shard_id):
        """Read a shard, and return its children if it is closed."""
        place = {"StreamName": stream, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
        while True:
            over = datetime.now(UTC) >= end
            answer = kinesis.get_records(ShardIterator=iterator)
            events.extend(json.loads(record["Data"]) for record in answer["Records"])
            iterator = answer.get("NextShardIterator")
            if not iterator:
                done.add(shard_id)
                return answer["ChildShards"]
            if over and answer["MillisBehindLatest"] == 0:
                return []
            time.sleep(1)

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    todo = deque(
        shard["ShardId"]
        for shard in shards
        if shard.get("ParentShardId") not in listed and shard.get("AdjacentParentShardId") not in listed
    )
    while todo:
        children = read(todo.popleft())
        todo.extend(child["ShardId"] for child in children if done.issuperset(child["ParentShards"]))
    return events
