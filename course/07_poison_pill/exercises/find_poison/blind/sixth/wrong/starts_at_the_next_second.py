# Rounds the start up to a whole second: misses a poison record that arrived just before it.
import math
import time
from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    arrived = datetime.fromtimestamp(math.ceil(line["at"] - line["age_s"]), UTC)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
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
