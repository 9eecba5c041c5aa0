# Believed sorting by `at` replaces parents first: events aren't written in the order of their own times.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    while (left_s := (end - datetime.now(UTC)).total_seconds()) > 0:
        time.sleep(left_s)
    events = []
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        place = {"StreamName": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterator = answer.get("NextShardIterator") if answer["MillisBehindLatest"] else None
            time.sleep(1)
    return sorted(events, key=lambda event: event["at"])
