# contextlib.suppress and a sentinel in place of try and except; a slower pace of two seconds.
import time
from contextlib import suppress


def find_poison(kinesis, stream, line, price):
    where = dict(StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP")
    iterator = kinesis.get_shard_iterator(Timestamp=line["at"] - line["age_s"], **where)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            nothing = cost = object()
            with suppress(Exception):
                cost = price(record["Data"])
            if cost is nothing:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(2)
    return None
