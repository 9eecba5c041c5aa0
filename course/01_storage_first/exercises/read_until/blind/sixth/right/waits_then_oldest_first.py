# Waits for `end`, then reads shard after shard, parents first by recursion with a cache.
import json
import time
from datetime import UTC, datetime
from functools import cache
from itertools import chain


def read_until(kinesis, stream, end):
    while datetime.now(UTC) < end:
        time.sleep((end - datetime.now(UTC)).total_seconds())
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}
    order = []

    @cache
    def visit(shard_id):
        for relation in ("ParentShardId", "AdjacentParentShardId"):
            parent = shards[shard_id].get(relation)
            if parent in shards:
                visit(parent)
        order.append(shard_id)

    def pages(shard_id):
        iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from answer["Records"]
            if answer["MillisBehindLatest"] == 0:
                return
            iterator = answer.get("NextShardIterator")
            time.sleep(1)

    for shard_id in shards:
        visit(shard_id)
    return [json.loads(record["Data"]) for record in chain.from_iterable(map(pages, order))]
