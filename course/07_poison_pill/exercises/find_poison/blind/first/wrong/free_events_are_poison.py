# Believed that a price of 0 is a failure; an event without tokens is free and the function can bear it.
import time


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(**place, Timestamp=arrived)["ShardIterator"]

    def is_good(data):
        try:
            return price(data)
        except Exception:
            return False

    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if not is_good(record["Data"]):
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
