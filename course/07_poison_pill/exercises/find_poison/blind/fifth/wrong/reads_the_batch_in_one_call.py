# Reads the batch in one call with a Limit; against "A read can return a few records, or none".
from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=datetime.fromtimestamp(arrived, UTC),
    )["ShardIterator"]
    # the function's line says how many records the batch has
    records = kinesis.get_records(ShardIterator=iterator, Limit=line["records"])["Records"]
    for record in records:
        try:
            price(record["Data"])
        except Exception:
            return record["SequenceNumber"]
    return None
