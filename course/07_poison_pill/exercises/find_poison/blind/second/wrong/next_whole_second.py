# Rounds the moment up to a whole second: a poison record that is the first of its batch is passed over.
import json
import math
import time


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=seen["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=math.ceil(seen["at"] - seen["age_s"]),
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
