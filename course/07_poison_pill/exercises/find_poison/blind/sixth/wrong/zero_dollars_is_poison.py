# Takes a price of 0 for a failure: a good event without tokens before the poison record is returned instead.
import time


def find_poison(kinesis, stream, line, price):
    def dollars(data):
        try:
            return price(data)
        except Exception:
            return None

    arrived = line["at"] - line["age_s"] - 0.001
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived:
                continue
            if not dollars(record["Data"]):
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
