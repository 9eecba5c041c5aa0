# Decodes base64 as the handler does, but GetRecords returns bytes: good records fail and are blamed.
import base64
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
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.0005:
                continue
            try:
                price(base64.b64decode(record["Data"]))
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
