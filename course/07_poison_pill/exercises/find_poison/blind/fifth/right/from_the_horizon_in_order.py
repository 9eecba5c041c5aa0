# Reads from TRIM_HORIZON and leaves out, by arrival time in ms, everything before the batch.
import time
from itertools import filterfalse


def find_poison(kinesis, stream, line, price):
    first_ms = round((line["at"] - line["age_s"]) * 1000)

    def is_done(record):
        return round(record["ApproximateArrivalTimestamp"].timestamp() * 1000) < first_ms

    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "TRIM_HORIZON"}
    iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in filterfalse(is_done, answer["Records"]):
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
    return None
