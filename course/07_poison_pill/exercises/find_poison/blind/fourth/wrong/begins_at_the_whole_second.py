# Starts at the whole second, so it returns a bad record that the mapping dropped earlier in that second.
import time
from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    arrived = int(line["at"] - line["age_s"])
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=datetime.fromtimestamp(arrived, UTC),
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
