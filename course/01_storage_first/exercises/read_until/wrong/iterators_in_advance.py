# iterators-live-for-ever -> 01.3.expired
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, iterators = [], {}
    while True:
        for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
            if shard["ShardId"] not in iterators:
                iterators[shard["ShardId"]] = kinesis.get_shard_iterator(
                    StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
                )["ShardIterator"]
        todo = sorted(shard_id for shard_id, iterator in iterators.items() if iterator)
        if not todo:
            return events
        iterator = iterators[todo[0]]
        while iterator:
            late = datetime.now(UTC) > end
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterator = None if late and not answer["Records"] else answer.get("NextShardIterator")
            time.sleep(1)
        iterators[todo[0]] = None
