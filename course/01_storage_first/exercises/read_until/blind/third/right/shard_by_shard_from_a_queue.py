# Style: shard by shard from a queue, reading at once; a throttled call is tried a few times, then it raises.
import json
import time
from collections import deque
from datetime import UTC, datetime

from botocore.exceptions import ClientError


def get_records(kinesis, iterator, attempts=4):
    for attempt in range(1, attempts + 1):
        try:
            return kinesis.get_records(ShardIterator=iterator)
        except ClientError as error:
            throttled = error.response["Error"]["Code"] == "ProvisionedThroughputExceededException"
            if not throttled or attempt == attempts:
                raise
        time.sleep(attempt)


def read_until(kinesis, stream, end):
    deadline = end.timestamp()
    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    ids = [shard["ShardId"] for shard in shards]
    queue = deque(
        shard["ShardId"]
        for shard in shards
        if shard.get("ParentShardId") not in ids and shard.get("AdjacentParentShardId") not in ids
    )
    events, closed = [], []
    while queue:
        shard_id = queue.popleft()
        iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while iterator:
            nothing_follows = datetime.now(UTC).timestamp() >= deadline
            answer = get_records(kinesis, iterator)
            for record in answer["Records"]:
                events.append(json.loads(record["Data"]))
            iterator = answer.get("NextShardIterator")
            if iterator and nothing_follows and not answer["Records"] and not answer["MillisBehindLatest"]:
                break
            time.sleep(1)
        else:
            closed.append(shard_id)
            queue.extend(
                child["ShardId"]
                for child in answer.get("ChildShards", ())
                if all(parent in closed for parent in child["ParentShards"])
            )
    return events
