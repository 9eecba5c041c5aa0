# A generator of the shard's records from the batch on, and next() with a helper that tries price.
import time
from datetime import UTC, datetime


def _records(kinesis, stream, shard, arrived):
    start = {"ShardIteratorType": "AT_TIMESTAMP", "Timestamp": datetime.fromtimestamp(int(arrived), UTC)}
    iterator = kinesis.get_shard_iterator(StreamName=stream, ShardId=shard, **start)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() > arrived - 0.0005:
                yield record
        iterator = answer.get("NextShardIterator")
        time.sleep(1)


def find_poison(kinesis, stream, line, price):
    def fails(record):
        try:
            price(record["Data"])
        except Exception:
            return True
        return False

    records = _records(kinesis, stream, line["shard"], line["at"] - line["age_s"])
    return next(record["SequenceNumber"] for record in records if fails(record))
