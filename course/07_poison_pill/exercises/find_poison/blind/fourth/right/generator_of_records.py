# A generator of the shard's records, dropwhile for those that are done, and next with a predicate.
import time
from datetime import UTC, datetime
from itertools import dropwhile


def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"]

    def is_done(record):
        return record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.0005

    def is_bad(record):
        try:
            price(record["Data"])
        except Exception:
            return True
        return False

    waiting = dropwhile(is_done, records_of(kinesis, stream, line["shard"], arrived - 1))
    return next(filter(is_bad, waiting))["SequenceNumber"]


def records_of(kinesis, stream, shard, since):
    when = datetime.fromtimestamp(since, UTC)
    place = {"StreamName": stream, "ShardId": shard, "ShardIteratorType": "AT_TIMESTAMP", "Timestamp": when}
    iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        yield from answer["Records"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
