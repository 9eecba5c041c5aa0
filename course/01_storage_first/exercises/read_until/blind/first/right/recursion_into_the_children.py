# Shard by shard: a recursive generator that goes on into the children whose parents are all done.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    done = set()

    def listed():
        pages = kinesis.get_paginator("list_shards").paginate(StreamName=stream)
        return {shard["ShardId"]: shard for page in pages for shard in page["Shards"]}

    def lineage(shard_id):
        place = {"StreamName": stream, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        iterator, answer = kinesis.get_shard_iterator(**place)["ShardIterator"], {}
        while iterator:
            after_end = datetime.now(UTC) >= end
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from (json.loads(record["Data"]) for record in answer["Records"])
            iterator = answer.get("NextShardIterator")
            if after_end and iterator and not answer["MillisBehindLatest"]:
                break
            time.sleep(1)
        done.add(shard_id)
        for child in answer.get("ChildShards", ()):
            still_there = listed().keys() & set(child["ParentShards"])
            if still_there <= done and child["ShardId"] not in done:
                yield from lineage(child["ShardId"])

    at_first = listed()
    roots = [
        name
        for name, shard in at_first.items()
        if shard.get("ParentShardId") not in at_first and shard.get("AdjacentParentShardId") not in at_first
    ]
    return [event for root in roots for event in lineage(root)]
