# Returns the number of the last good record, believing that the reader needs the place before the poison.
import time


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    arrived, before = line["at"] - line["age_s"], None
    iterator = kinesis.get_shard_iterator(**place, Timestamp=arrived)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
                before = record["SequenceNumber"]
            except Exception:
                return before
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
