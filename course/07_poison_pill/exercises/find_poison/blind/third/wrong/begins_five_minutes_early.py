# Begins five minutes early "to be safe": names a bad record that the mapping gave up before the batch.
import time

MARGIN_S = 300


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"] - MARGIN_S  # clocks differ, better a few records too many
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
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
