# Ignores ChildShards: lists the shards each round and begins those whose listed parents are done.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators, finished = [], {}, set()
    while True:
        over = datetime.now(UTC) >= end
        shards, token = {}, None
        while True:
            page = kinesis.list_shards(**({"NextToken": token} if token else {"StreamName": stream}))
            shards |= {shard["ShardId"]: shard for shard in page["Shards"]}
            if not (token := page.get("NextToken")):
                break
        for name, shard in shards.items():
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & shards.keys()
            if name not in iterators and parents <= finished:
                iterators[name] = kinesis.get_shard_iterator(
                    StreamName=stream, ShardId=name, ShardIteratorType="TRIM_HORIZON"
                )["ShardIterator"]
        ahead = False
        for name in [name for name in iterators if name not in finished]:
            answer = kinesis.get_records(ShardIterator=iterators[name])
            events.extend(json.loads(record["Data"]) for record in answer["Records"])
            if "NextShardIterator" in answer and answer["NextShardIterator"]:
                iterators[name] = answer["NextShardIterator"]
                ahead = ahead or answer["MillisBehindLatest"] > 0
            else:
                finished.add(name)
                ahead = True
        if over and not ahead:
            return events
        time.sleep(1)
