# Never takes NextShardIterator: reads the same place again and again until the iterator has expired.
import time


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(**place, Timestamp=arrived)["ShardIterator"]
    while iterator:
        for record in kinesis.get_records(ShardIterator=iterator)["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        time.sleep(1)
