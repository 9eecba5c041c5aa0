# Believed `end` is in UTC anyway and drops its zone: another zone ends the reading hours too early.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    end = end.replace(tzinfo=None)
    events, iterators, done = [], {}, set()
    while True:
        over = datetime.now(UTC).replace(tzinfo=None) >= end
        shards = kinesis.list_shards(StreamName=stream)["Shards"]
        listed = {shard["ShardId"] for shard in shards}
        for shard in shards:
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & listed
            if shard["ShardId"] not in done | iterators.keys() and parents <= done:
                iterators[shard["ShardId"]] = kinesis.get_shard_iterator(
                    StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
                )["ShardIterator"]
        more = not listed <= done | iterators.keys()
        for shard_id, iterator in list(iterators.items()):
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterators[shard_id] = answer.get("NextShardIterator")
            if iterators[shard_id] is None:
                del iterators[shard_id]
                done.add(shard_id)
                more = True
            elif answer["MillisBehindLatest"]:
                more = True
        if over and not more:
            return events
        time.sleep(1)
