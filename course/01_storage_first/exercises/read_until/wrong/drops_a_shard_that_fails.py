# catching-is-handling -> 01.3.error-swallowed
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()
    while True:
        late, quiet = datetime.now(UTC) > end, True
        shards = kinesis.list_shards(StreamName=stream)["Shards"]
        there = {shard["ShardId"] for shard in shards}
        for shard in shards:
            name = shard["ShardId"]
            parents = there & {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}
            if name in done or not parents <= done:
                continue
            if name not in iterators:
                iterators[name] = kinesis.get_shard_iterator(
                    StreamName=stream, ShardId=name, ShardIteratorType="TRIM_HORIZON"
                )["ShardIterator"]
            try:
                answer = kinesis.get_records(ShardIterator=iterators[name])
            except Exception:
                done.add(name)
                continue
            events.extend(json.loads(record["Data"]) for record in answer["Records"])
            iterators[name] = answer.get("NextShardIterator")
            if iterators[name] is None:
                done.add(name)
            quiet = quiet and not answer["MillisBehindLatest"] and iterators[name] is not None
        if late and quiet:
            return events
        time.sleep(1)
