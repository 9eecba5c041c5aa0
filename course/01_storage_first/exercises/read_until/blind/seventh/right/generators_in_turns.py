# One generator per shard yields after each call; a round-robin loop drives them until all are idle.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, readers, finished = [], {}, set()

    def reader(shard_id):
        """Yield True if this shard, or what follows it, may have more right now."""
        place = {"StreamName": stream, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
        while True:
            answer = kinesis.get_records(ShardIterator=iterator)
            events.extend(map(json.loads, (record["Data"] for record in answer["Records"])))
            iterator = answer.get("NextShardIterator")
            if iterator is None:
                break
            yield answer["MillisBehindLatest"] != 0
        del readers[shard_id]
        finished.add(shard_id)
        for child in answer.get("ChildShards", ()):
            if finished.issuperset(child["ParentShards"]):
                readers[child["ShardId"]] = reader(child["ShardId"])
        yield True

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    ids = [shard["ShardId"] for shard in shards]
    for shard in shards:
        if shard.get("ParentShardId") not in ids and shard.get("AdjacentParentShardId") not in ids:
            readers[shard["ShardId"]] = reader(shard["ShardId"])
    while True:
        late = datetime.now(UTC) >= end
        busy = [next(each) for each in list(readers.values())]
        if late and not any(busy):
            return events
        time.sleep(1)
