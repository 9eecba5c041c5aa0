import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, done = [], set()
    while True:
        shards = kinesis.list_shards(StreamName=stream)["Shards"]
        todo = [shard["ShardId"] for shard in shards if shard["ShardId"] not in done]
        if not todo:
            return events
        # ids grow, so a parent always comes before its children
        iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=min(todo), ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while iterator:
            late = datetime.now(UTC) > end
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterator = answer.get("NextShardIterator")
            if late and not answer["MillisBehindLatest"]:
                break
            time.sleep(1)
        done.add(min(todo))
