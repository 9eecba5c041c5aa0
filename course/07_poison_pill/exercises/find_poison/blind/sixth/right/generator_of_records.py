# A generator yields the shard's records from the batch on, and next() takes the first that fails.
import time


def _records(kinesis, iterator):
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        yield from answer["Records"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)


def _fails(price, data):
    try:
        price(data)
    except Exception:
        return True
    return False


def find_poison(kinesis, stream, line, price):
    begins = line["at"] - line["age_s"] - 0.0005  # half a millisecond for the rounding of floats
    where = {"StreamName": stream, "ShardId": line["shard"]}
    start = kinesis.get_shard_iterator(**where, ShardIteratorType="AT_TIMESTAMP", Timestamp=begins)
    return next(
        (
            record["SequenceNumber"]
            for record in _records(kinesis, start["ShardIterator"])
            if record["ApproximateArrivalTimestamp"].timestamp() >= begins and _fails(price, record["Data"])
        ),
        None,
    )
