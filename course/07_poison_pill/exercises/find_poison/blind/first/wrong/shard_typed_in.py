# Types in the shard that was blocked in the notebook; on another day another one is.
import time


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": "shardId-000000000001", "ShardIteratorType": "AT_TIMESTAMP"}
    arrived = line["at"] - line["age_s"]
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
