# Believes an empty read is the end of the shard, so it returns None though the bad record is still ahead.
import json
import time
from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    arrived = seen["at"] - seen["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=seen["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=datetime.fromtimestamp(arrived, UTC),
    )["ShardIterator"]
    answer = kinesis.get_records(ShardIterator=iterator)
    while answer["Records"]:
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.001:
                continue
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=answer["NextShardIterator"])
    return None
