# Calculates with datetime and timedelta, begins a second early and skips what arrived before.
import json
import time
from datetime import UTC, datetime, timedelta


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    arrived = datetime.fromtimestamp(seen["at"] - seen["age_s"], tz=UTC)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=seen["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=arrived - timedelta(seconds=1),
    )["ShardIterator"]
    poison = None
    while poison is None and iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"] + timedelta(milliseconds=0.5) < arrived:
                continue
            try:
                price(record["Data"])
            except Exception:
                poison = record["SequenceNumber"]
                break
        else:
            iterator = answer.get("NextShardIterator")
            time.sleep(1)
    return poison
