# Believes the nearest second is close enough, so half the time it begins behind the record.
import json
import time


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    arrived = round(seen["at"] - seen["age_s"])
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=seen["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
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
