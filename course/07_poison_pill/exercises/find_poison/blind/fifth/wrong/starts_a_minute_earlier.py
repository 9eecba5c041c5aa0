# Starts a minute early, may find a dropped record; against "Records that arrived earlier are done".
import time
from datetime import UTC, datetime, timedelta


def find_poison(kinesis, stream, line, price):
    arrived = datetime.fromtimestamp(line["at"] - line["age_s"], UTC)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=arrived - timedelta(minutes=1),  # clocks differ
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
