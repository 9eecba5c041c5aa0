# iter() with a reading function and a sentinel instead of a while loop.
import time


def find_poison(kinesis, stream, line, price):
    not_before = line["at"] - line["age_s"] - 0.001
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=not_before
    )["ShardIterator"]

    def read():
        nonlocal iterator
        if not iterator:
            return None
        answer = kinesis.get_records(ShardIterator=iterator)
        iterator = answer.get("NextShardIterator")
        time.sleep(0.5)
        return answer["Records"]

    for page in iter(read, None):
        for record in page:
            if record["ApproximateArrivalTimestamp"].timestamp() >= not_before:
                try:
                    price(record["Data"])
                except Exception:
                    return record["SequenceNumber"]
    raise LookupError("the shard has ended")
