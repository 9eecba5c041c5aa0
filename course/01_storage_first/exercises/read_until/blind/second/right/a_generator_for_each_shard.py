# A generator for each shard, all advanced in turn; a generator that returns hands over its children.
import json
import time
from datetime import UTC, datetime


def shard_reader(kinesis, stream, shard_id, events):
    """Yields after each call whether the shard is quiet; returns its children at its end."""
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    while True:
        answer = kinesis.get_records(ShardIterator=iterator)
        events.extend(json.loads(record["Data"]) for record in answer["Records"])
        iterator = answer.get("NextShardIterator")
        if not iterator:
            return answer.get("ChildShards") or []
        yield not answer["Records"] and answer["MillisBehindLatest"] == 0


def read_until(kinesis, stream, end):
    events, ended = [], set()
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}
    active = {
        name: shard_reader(kinesis, stream, name, events)
        for name, shard in shards.items()
        if shard.get("ParentShardId") not in shards and shard.get("AdjacentParentShardId") not in shards
    }
    over = False
    while not over:
        over = datetime.now(UTC) >= end
        for name in tuple(active):
            try:
                quiet = next(active[name])
            except StopIteration as stop:
                quiet = False
                ended.add(name)
                del active[name]
                for child in stop.value:
                    if ended.issuperset(child["ParentShards"]):
                        active[child["ShardId"]] = shard_reader(kinesis, stream, child["ShardId"], events)
            over = over and quiet
        if not over:
            time.sleep(1)
    return events
