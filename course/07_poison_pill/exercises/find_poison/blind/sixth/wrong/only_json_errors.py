# Catches only the log's JSONDecodeError: an event that lacks a field raises a KeyError instead.
import json
import time


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"] - 0.001
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived:
                continue
            try:
                price(record["Data"])
            except json.JSONDecodeError:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
