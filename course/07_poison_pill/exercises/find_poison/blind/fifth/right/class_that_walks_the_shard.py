# A class with __call__ and one method per step, which keeps the iterator as its state.
import time


class Search:
    def __init__(self, kinesis, stream, price):
        self.kinesis, self.stream, self.price = kinesis, stream, price
        self.iterator = None

    def begin(self, shard, second):
        self.iterator = self.kinesis.get_shard_iterator(
            StreamName=self.stream, ShardId=shard, ShardIteratorType="AT_TIMESTAMP", Timestamp=second
        )["ShardIterator"]

    def read(self):
        answer = self.kinesis.get_records(ShardIterator=self.iterator)
        self.iterator = answer.get("NextShardIterator")
        return answer["Records"]

    def is_bad(self, record):
        try:
            self.price(record["Data"])
        except Exception:
            return True
        else:
            return False

    def __call__(self, shard, arrived):
        self.begin(shard, int(arrived))
        while self.iterator is not None:
            for record in self.read():
                in_time = record["ApproximateArrivalTimestamp"].timestamp() >= arrived - 0.0005
                if in_time and self.is_bad(record):
                    return record["SequenceNumber"]
            time.sleep(1.5)
        raise LookupError(f"no record of {shard} fails")


def find_poison(kinesis, stream, line, price):
    return Search(kinesis, stream, price)(line["shard"], line["at"] - line["age_s"])
