# A generator of the shard's records, and next() over those that fail.
import json
import time


def _records(kinesis, iterator):
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        yield from answer["Records"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)


def _fails(price, data):
    try:
        price(data)
    except Exception:
        return True
    return False


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=seen["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=seen["at"] - seen["age_s"],
    )["ShardIterator"]
    records = _records(kinesis, iterator)
    return next((each["SequenceNumber"] for each in records if _fails(price, each["Data"])), None)
