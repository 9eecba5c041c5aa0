# A generator of the shard's records, and next() over those that fail.
import time


def records_from(kinesis, **place):
    iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        yield from answer["Records"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)


def fails(price, data):
    try:
        price(data)
    except Exception:
        return True
    return False


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    records = records_from(kinesis, **place, Timestamp=round(line["at"] - line["age_s"], 3))
    return next((each["SequenceNumber"] for each in records if fails(price, each["Data"])), None)
