# A class that holds the place, reads fifty records at a time and stops when it is at the tip of the shard.
import time


class Search:
    def __init__(self, kinesis, stream, line):
        self.kinesis = kinesis
        self.iterator = kinesis.get_shard_iterator(
            StreamName=stream,
            ShardId=line["shard"],
            ShardIteratorType="AT_TIMESTAMP",
            Timestamp=line["at"] - line["age_s"],
        )["ShardIterator"]

    def __iter__(self):
        while self.iterator:
            answer = self.kinesis.get_records(ShardIterator=self.iterator, Limit=50)
            yield from answer["Records"]
            if not answer["Records"] and answer["MillisBehindLatest"] == 0:
                return
            self.iterator = answer.get("NextShardIterator")
            time.sleep(1)


def find_poison(kinesis, stream, line, price):
    for record in Search(kinesis, stream, line):
        try:
            price(record["Data"])
        except Exception:
            return record["SequenceNumber"]
    return None
