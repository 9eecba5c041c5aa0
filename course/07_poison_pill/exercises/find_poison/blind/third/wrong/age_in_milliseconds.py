# Believes the age is in ms as IteratorAge is, so it begins too late and never meets the record.
import json
import time
from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    arrived = seen["at"] - seen["age_s"] / 1000
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=seen["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=datetime.fromtimestamp(arrived, UTC),
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
