# Believed the age counts from now, not from the line's "at": an older line makes the read begin too late.
import time


def find_poison(kinesis, stream, line, price):
    arrived = time.time() - line["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
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
