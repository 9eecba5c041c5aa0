# the-list-of-shards-stays-right -> 01.3.child-never-read
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators = [], {}
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        iterators[shard["ShardId"]] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
    while datetime.now(UTC) <= end:
        for shard_id, iterator in list(iterators.items()):
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if "NextShardIterator" in answer:
                iterators[shard_id] = answer["NextShardIterator"]
            else:
                del iterators[shard_id]
        time.sleep(1)
    return events
