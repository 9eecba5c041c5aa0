# Believes GetRecords gives base64 as the event does, but boto3 decoded it: the first good record fails.
import base64
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
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.001:
                continue
            try:
                price(base64.b64decode(record["Data"]))
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
