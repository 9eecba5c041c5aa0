# A class that walks the shard ten records at a read, with a pause before each read instead of after it.
import json
import time


class Walk:
    def __init__(self, kinesis, iterator):
        self.kinesis, self.iterator, self.ahead = kinesis, iterator, []

    def __iter__(self):
        return self

    def __next__(self):
        while not self.ahead:
            if self.iterator is None:
                raise StopIteration
            time.sleep(1)
            answer = self.kinesis.get_records(ShardIterator=self.iterator, Limit=10)
            self.ahead = answer["Records"][::-1]
            self.iterator = answer.get("NextShardIterator")
        return self.ahead.pop()


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    arrived = seen["at"] - seen["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=seen["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived
    )["ShardIterator"]
    for record in Walk(kinesis, iterator):
        done = record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.001
        try:
            done or price(record["Data"])
        except Exception:
            return record["SequenceNumber"]
