# Begins a second early, and passes over whatever arrived before the batch by its own time of arrival.
import time


def find_poison(kinesis, stream, line, price):
    arrived = round(line["at"] - line["age_s"], 3)
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    iterator = kinesis.get_shard_iterator(**place, Timestamp=arrived - 1)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.002:
                continue
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
    return None
