# Returns the last bad record of a read; against "is it the first one that the function can't handle?"
import time


def find_poison(kinesis, stream, line, price):
    arrived = round(line["at"] - line["age_s"], 3)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=int(arrived)
    )["ShardIterator"]
    poison = None
    while iterator and poison is None:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.0005:
                continue
            try:
                price(record["Data"])
            except Exception:
                poison = record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
    return poison
