# Took age_s for milliseconds; the iterator begins hours too late, behind the poison record.
import time


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"] / 1000
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
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
