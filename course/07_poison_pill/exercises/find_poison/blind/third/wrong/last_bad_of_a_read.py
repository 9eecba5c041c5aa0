# Notes the bad record and goes on through the read: with two bad ones in a read, the later one is named.
import time


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
    )["ShardIterator"]
    poison = None
    while iterator and poison is None:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                poison = record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
    return poison
