# Looks at one answer of get_records; it may be empty or end before the record.
import time


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(**place, Timestamp=arrived)["ShardIterator"]
    for record in kinesis.get_records(ShardIterator=iterator)["Records"]:
        try:
            price(record["Data"])
        except Exception:
            return record["SequenceNumber"]
    return None
