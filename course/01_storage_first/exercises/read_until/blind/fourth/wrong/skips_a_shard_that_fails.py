# Skips a shard whose call fails in this round, and ends without it if the others are caught up: a gap.
import json
import time
from datetime import UTC, datetime

from botocore.exceptions import BotoCoreError, ClientError


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    listed = kinesis.list_shards(StreamName=stream)["Shards"]
    ids = {shard["ShardId"] for shard in listed}
    for shard in listed:
        if not {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & ids:
            begin(shard["ShardId"])
    while True:
        over, more = datetime.now(UTC) >= end, False
        for shard_id, iterator in list(iterators.items()):
            try:
                answer = kinesis.get_records(ShardIterator=iterator)
            except (BotoCoreError, ClientError):
                continue  # next round
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                more |= answer["MillisBehindLatest"] > 0
                continue
            more = True
            del iterators[shard_id]
            done.add(shard_id)
            for child in answer["ChildShards"]:
                if set(child["ParentShards"]) <= done:
                    begin(child["ShardId"])
        if over and not more:
            return events
        time.sleep(1)
