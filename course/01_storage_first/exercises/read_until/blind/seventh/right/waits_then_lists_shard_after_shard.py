# Different algorithm: sleeps until `end`, then reads the complete family tree one shard after the other.
import json
import time
from datetime import UTC, datetime
from graphlib import TopologicalSorter


def read_until(kinesis, stream, end):
    while (left_s := (end - datetime.now(UTC)).total_seconds()) > 0:
        time.sleep(left_s)
    parents = {
        shard["ShardId"]: {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}
        for shard in kinesis.list_shards(StreamName=stream)["Shards"]
    }
    tree = {shard_id: above & parents.keys() for shard_id, above in parents.items()}
    events = []
    for shard_id in TopologicalSorter(tree).static_order():
        place = {"StreamName": stream, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            events.extend(json.loads(record["Data"]) for record in answer["Records"])
            iterator = answer.get("NextShardIterator")
            if answer["MillisBehindLatest"] == 0 and iterator:
                break
            time.sleep(1)
    return events
