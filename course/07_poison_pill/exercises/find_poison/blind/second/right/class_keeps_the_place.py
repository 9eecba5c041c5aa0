# A small class that keeps the place in the shard; while/else and try/else.
import json
import time


class _Reader:
    def __init__(self, kinesis, stream, shard, arrived):
        self.kinesis = kinesis
        place = {"StreamName": stream, "ShardId": shard, "Timestamp": arrived}
        answer = kinesis.get_shard_iterator(ShardIteratorType="AT_TIMESTAMP", **place)
        self.iterator = answer["ShardIterator"]

    def __call__(self):
        answer = self.kinesis.get_records(ShardIterator=self.iterator)
        self.iterator = answer.get("NextShardIterator")
        return answer["Records"]


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    read = _Reader(kinesis, stream, seen["shard"], seen["at"] - seen["age_s"])
    while read.iterator:
        for record in read():
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
            else:
                continue
        time.sleep(1)
    else:
        return None
