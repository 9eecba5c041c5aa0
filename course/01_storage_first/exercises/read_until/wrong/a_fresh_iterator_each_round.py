# a-fresh-iterator-goes-on -> 01.3.twice
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events = []
    while datetime.now(UTC) <= end:
        for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
            iterator = kinesis.get_shard_iterator(
                StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
        time.sleep(1)
    return events
