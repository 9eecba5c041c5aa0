# Believes a bad event is cut JSON or lacks a field, so one that raises a TypeError ends the search.
import json
import time
from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    arrived = seen["at"] - seen["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=seen["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=datetime.fromtimestamp(arrived, UTC),
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.001:
                continue
            try:
                price(record["Data"])
            except (ValueError, KeyError):
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
