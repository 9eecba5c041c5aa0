# A small class that walks the shard page by page, with suppress and a flag instead of try/except.
import time
from contextlib import suppress


class Walk:
    def __init__(self, kinesis, stream, shard, since):
        self.kinesis, self.since = kinesis, since
        self.iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard, ShardIteratorType="AT_TIMESTAMP", Timestamp=since
        )["ShardIterator"]

    def page(self):
        answer = self.kinesis.get_records(ShardIterator=self.iterator)
        self.iterator = answer.get("NextShardIterator")
        return filter(self.is_waiting, answer["Records"])

    def is_waiting(self, record):
        return record["ApproximateArrivalTimestamp"].timestamp() > self.since

    def first_failure(self, price):
        for record in self.page():
            handled = False
            with suppress(Exception):
                price(record["Data"])
                handled = True
            if not handled:
                return record["SequenceNumber"]


def find_poison(kinesis, stream, line, price):
    walk = Walk(kinesis, stream, line["shard"], line["at"] - line["age_s"] - 0.0005)
    while not (found := walk.first_failure(price)) and walk.iterator:
        time.sleep(1)
    return found
