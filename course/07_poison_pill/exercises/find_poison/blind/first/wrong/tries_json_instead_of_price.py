# Looks for data that isn't JSON and never calls price; valid JSON that price can't bear is passed over.
import json
import time


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(**place, Timestamp=arrived)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                json.loads(record["Data"])
            except ValueError:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
        if not answer["Records"] and not answer["MillisBehindLatest"]:
            return None
