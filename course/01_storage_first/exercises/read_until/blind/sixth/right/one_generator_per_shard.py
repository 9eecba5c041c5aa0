# A class with one generator per shard; children start by ParentShards from the answers of closed shards.
import json
import time
from datetime import UTC, datetime


class Reader:
    def __init__(self, kinesis, stream):
        self.kinesis, self.stream = kinesis, stream
        self.active, self.known, self.closed, self.waiting = {}, set(), set(), {}

    def answers(self, shard_id):
        place = {"StreamName": self.stream, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        iterator = self.kinesis.get_shard_iterator(**place)["ShardIterator"]
        while iterator is not None:
            answer = self.kinesis.get_records(ShardIterator=iterator)
            iterator = answer.get("NextShardIterator")
            yield answer

    def learn(self, shard_id, parents):
        if shard_id not in self.known:
            self.known.add(shard_id)
            self.waiting[shard_id] = set(parents)

    def look_around(self):
        """Learn the shards that list_shards returns. True if one of them is new."""
        before = len(self.known)
        shards = self.kinesis.list_shards(StreamName=self.stream)["Shards"]
        listed = {shard["ShardId"] for shard in shards} | self.known
        for shard in shards:
            relations = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}
            self.learn(shard["ShardId"], relations & listed)
        return len(self.known) > before

    def start_what_can_start(self):
        for shard_id in [each for each, parents in self.waiting.items() if parents <= self.closed]:
            del self.waiting[shard_id]
            self.active[shard_id] = self.answers(shard_id)

    def round(self, events):
        """One call per active shard. True if every shard has returned all it has."""
        self.start_what_can_start()
        complete = True
        for shard_id, answers in list(self.active.items()):
            answer = next(answers)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if "NextShardIterator" not in answer or answer["NextShardIterator"] is None:
                complete = False
                self.closed.add(shard_id)
                del self.active[shard_id]
                for child in answer.get("ChildShards", ()):
                    self.learn(child["ShardId"], child["ParentShards"])
            elif answer["MillisBehindLatest"] != 0:
                complete = False
        return complete and not self.waiting


def read_until(kinesis, stream, end):
    reader, events = Reader(kinesis, stream), []
    reader.look_around()
    while True:
        late_enough = datetime.now(UTC) >= end
        if reader.round(events) and late_enough and not reader.look_around():
            return events
        time.sleep(1)
