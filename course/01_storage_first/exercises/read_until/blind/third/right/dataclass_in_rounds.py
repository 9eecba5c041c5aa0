# Style: a dataclass reads all shards in turn, a round a second, until a late round brings no news.
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class Reader:
    kinesis: object
    stream: str
    events: list = field(default_factory=list)
    places: dict = field(default_factory=dict)
    begun: set = field(default_factory=set)
    ended: set = field(default_factory=set)

    def begin(self, shard_id):
        if shard_id in self.begun:
            return
        self.begun.add(shard_id)
        place = {"StreamName": self.stream, "ShardId": shard_id, "ShardIteratorType": "TRIM_HORIZON"}
        self.places[shard_id] = self.kinesis.get_shard_iterator(**place)["ShardIterator"]

    def begin_oldest(self):
        listed = self.kinesis.list_shards(StreamName=self.stream)["Shards"]
        shards = {each["ShardId"]: each for each in listed}
        for shard_id, shard in shards.items():
            parents = [shard.get("ParentShardId"), shard.get("AdjacentParentShardId")]
            if not any(parent in shards for parent in parents):
                self.begin(shard_id)

    def step(self, shard_id):
        """Reads on in one shard. Is there any news?"""
        answer = self.kinesis.get_records(ShardIterator=self.places.pop(shard_id))
        self.events.extend(json.loads(record["Data"]) for record in answer["Records"])
        following = answer.get("NextShardIterator")
        if following is not None:
            self.places[shard_id] = following
            return bool(answer["Records"]) or answer["MillisBehindLatest"] > 0
        self.ended.add(shard_id)
        for child in answer.get("ChildShards") or []:
            if set(child["ParentShards"]) <= self.ended:
                self.begin(child["ShardId"])
        return True

    def round(self):
        return any([self.step(shard_id) for shard_id in tuple(self.places)])


def read_until(kinesis, stream, end):
    reader = Reader(kinesis, stream)
    reader.begin_oldest()
    over = False
    while not over:
        late = datetime.now(UTC) >= end
        over = not reader.round() and late
        if not over:
            time.sleep(1)
    return reader.events
