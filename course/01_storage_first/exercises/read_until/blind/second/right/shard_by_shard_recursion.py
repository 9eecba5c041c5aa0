# Shard by shard, children by recursion: an open one is read until it is quiet in a call made after `end`.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    ended = set()

    def family(shard_id):
        iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while True:
            in_time = datetime.now(UTC) < end
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from (json.loads(record["Data"]) for record in answer["Records"])
            iterator = answer.get("NextShardIterator")
            if iterator is None:
                ended.add(shard_id)
                for child in answer["ChildShards"]:
                    if all(parent in ended for parent in child["ParentShards"]):
                        yield from family(child["ShardId"])
                return
            if not (in_time or answer["Records"] or answer["MillisBehindLatest"]):
                return
            time.sleep(1)

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    known = {shard["ShardId"] for shard in shards}
    parents = ("ParentShardId", "AdjacentParentShardId")
    roots = [shard["ShardId"] for shard in shards if known.isdisjoint(shard.get(name) for name in parents)]
    return [event for root in roots for event in family(root)]
