# Reads as many records as the batch had, in one call: a read may bring fewer, and the poison stays unseen.
import json


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=seen["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=seen["at"] - seen["age_s"],
    )["ShardIterator"]
    batch = kinesis.get_records(ShardIterator=iterator, Limit=seen["records"])["Records"]
    for record in batch:
        try:
            price(record["Data"])
        except Exception:
            return record["SequenceNumber"]
    return None
