# there-is-always-a-next-iterator -> 01.3.end-of-shard
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators = [], {}
    while datetime.now(UTC) <= end:
        for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
            shard_id = shard["ShardId"]
            if shard_id not in iterators:
                iterators[shard_id] = kinesis.get_shard_iterator(
                    StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
                )["ShardIterator"]
            answer = kinesis.get_records(ShardIterator=iterators[shard_id])
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterators[shard_id] = answer.get("NextShardIterator")
        time.sleep(1)
    return events
