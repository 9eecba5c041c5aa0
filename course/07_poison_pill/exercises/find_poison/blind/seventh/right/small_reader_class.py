# A small class keeps the iterator and hands out one record after another.
import time


class Shard:
    def __init__(self, kinesis, **start):
        self.kinesis, self.waiting = kinesis, []
        self.iterator = kinesis.get_shard_iterator(**start)["ShardIterator"]

    def __iter__(self):
        return self

    def __next__(self):
        while not self.waiting:
            if not self.iterator:
                raise StopIteration
            answer = self.kinesis.get_records(ShardIterator=self.iterator, Limit=1000)
            self.iterator, self.waiting = answer.get("NextShardIterator"), answer["Records"][::-1]
            time.sleep(1)
        return self.waiting.pop()


def find_poison(kinesis, stream, line, price):
    arrived_ms = round((line["at"] - line["age_s"]) * 1000) - 1
    start = {"ShardIteratorType": "AT_TIMESTAMP", "Timestamp": arrived_ms / 1000}
    for record in Shard(kinesis, StreamName=stream, ShardId=line["shard"], **start):
        if record["ApproximateArrivalTimestamp"].timestamp() * 1000 < arrived_ms:
            continue
        try:
            price(record["Data"])
        except Exception:
            return record["SequenceNumber"]
