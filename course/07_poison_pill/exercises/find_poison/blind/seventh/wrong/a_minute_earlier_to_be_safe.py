# Starts a minute before the batch: an earlier bad record, dropped by a limit, is taken for the poison.
import time


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"] - 60  # clocks differ
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived - 0.001
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.001:
                continue
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
