# Takes a read without records for the end of the shard, although more records can follow.
import time
from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=datetime.fromtimestamp(arrived - 1, UTC),
    )["ShardIterator"]
    while records := (answer := kinesis.get_records(ShardIterator=iterator))["Records"]:
        for record in records:
            if record["ApproximateArrivalTimestamp"].timestamp() >= arrived - 0.0005:
                try:
                    price(record["Data"])
                except Exception:
                    return record["SequenceNumber"]
        iterator = answer["NextShardIterator"]
        time.sleep(1)
    return None
