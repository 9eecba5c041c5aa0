# Takes all iterators at once and reads shard by shard until `end`: later ones expire after 5 minutes.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, queue, seen = [], [], set()

    def begin(shard_id):
        place = {"StreamName": stream, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        queue.append((shard_id, kinesis.get_shard_iterator(**place)["ShardIterator"]))

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    for shard in shards:
        if not {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & listed:
            begin(shard["ShardId"])
    while queue:
        shard_id, iterator = queue.pop(0)
        while iterator:
            over = datetime.now(UTC) >= end
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterator = answer.get("NextShardIterator")
            if iterator and over and answer["MillisBehindLatest"] == 0:
                break
            time.sleep(1)
        seen.add(shard_id)
        for child in answer.get("ChildShards", []):
            if set(child["ParentShards"]) <= seen:
                begin(child["ShardId"])
    return events
