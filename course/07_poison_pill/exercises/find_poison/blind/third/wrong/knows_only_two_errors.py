# Expects only broken JSON or a missing field: a TypeError (a number that is null) escapes unanswered.
import time


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except (ValueError, KeyError):  # JSONDecodeError is a ValueError
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
