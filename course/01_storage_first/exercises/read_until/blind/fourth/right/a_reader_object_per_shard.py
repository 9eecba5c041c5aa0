# A class per shard that knows whether it is finished or idle; rounds of two seconds over all readers.
import json
import time
from datetime import UTC, datetime


class Reader:
    def __init__(self, kinesis, stream, shard_id):
        self.kinesis, self.shard_id, self.idle, self.children = kinesis, shard_id, False, []
        self.iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    def __call__(self):
        answer = self.kinesis.get_records(ShardIterator=self.iterator)
        self.iterator = answer.get("NextShardIterator")
        self.idle = bool(self.iterator) and not answer["Records"] and answer["MillisBehindLatest"] == 0
        self.children = answer.get("ChildShards") or []
        return [json.loads(record["Data"]) for record in answer["Records"]]


def read_until(kinesis, stream, end):
    end_s = end.timestamp()
    shards = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}
    readers, finished, events = [], set(), []
    for shard_id, shard in shards.items():
        if not any(shard.get(name) in shards for name in ("ParentShardId", "AdjacentParentShardId")):
            readers.append(Reader(kinesis, stream, shard_id))
    while True:
        after_end = datetime.now(UTC).timestamp() >= end_s
        for reader in readers:
            events.extend(reader())
        closed = [reader for reader in readers if reader.iterator is None]
        readers = [reader for reader in readers if reader.iterator is not None]
        finished.update(reader.shard_id for reader in closed)
        ready = {
            child["ShardId"]
            for reader in closed
            for child in reader.children
            if finished.issuperset(child["ParentShards"])
        }
        readers += [Reader(kinesis, stream, shard_id) for shard_id in sorted(ready)]
        if after_end and all(reader.idle for reader in readers):
            return events
        time.sleep(2)
