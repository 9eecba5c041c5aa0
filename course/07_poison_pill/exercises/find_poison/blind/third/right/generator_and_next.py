# A generator of records, a predicate, and next() with a condition.
import math
import time
from datetime import UTC, datetime


def records_since(kinesis, stream, shard, moment):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=shard, ShardIteratorType="AT_TIMESTAMP", Timestamp=moment
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        yield from answer["Records"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)


def find_poison(kinesis, stream, line, price):
    def unbearable(record):
        try:
            price(record["Data"])
        except Exception:
            return True
        return False

    arrived = datetime.fromtimestamp(math.floor((line["at"] - line["age_s"]) * 1000) / 1000, UTC)
    records = records_since(kinesis, stream, line["shard"], arrived)
    return next((record["SequenceNumber"] for record in records if unbearable(record)), None)
