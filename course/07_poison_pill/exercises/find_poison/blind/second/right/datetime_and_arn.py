# An aware datetime for the moment, and the stream's ARN in place of its name.
import json
import time
from datetime import UTC, datetime, timedelta


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    arrived = datetime.fromtimestamp(seen["at"], UTC) - timedelta(seconds=seen["age_s"])
    summary = kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]
    where = {"StreamARN": summary["StreamARN"], "ShardId": seen["shard"]}
    iterator = kinesis.get_shard_iterator(**where, ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived)
    iterator = iterator["ShardIterator"]
    while True:
        answer = kinesis.get_records(ShardIterator=iterator, Limit=1_000)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        if "NextShardIterator" not in answer or answer["NextShardIterator"] is None:
            return None
        iterator = answer["NextShardIterator"]
        time.sleep(1)
