# Heavily defensive: refused reads wait, an expired iterator goes on behind the last sequence number.
import json
import time
from datetime import UTC, datetime

from botocore.exceptions import ClientError


def read_until(kinesis, stream, end):
    events, done, open_ones = [], set(), {}

    def listed():
        shards, answer = {}, kinesis.list_shards(StreamName=stream)
        while True:
            shards.update((shard["ShardId"], shard) for shard in answer["Shards"])
            if not answer.get("NextToken"):
                return shards
            answer = kinesis.list_shards(NextToken=answer["NextToken"])

    def place(shard_id, behind=None):
        where = {"ShardIteratorType": "TRIM_HORIZON"}
        if behind:
            where = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber": behind}
        return kinesis.get_shard_iterator(StreamName=stream, ShardId=shard_id, **where)["ShardIterator"]

    def ready(shards):
        for shard_id, shard in shards.items():
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & set(shards)
            if shard_id not in done and shard_id not in open_ones and parents <= done:
                yield shard_id

    open_ones.update({shard_id: [place(shard_id), None] for shard_id in list(ready(listed()))})
    while open_ones:
        over = datetime.now(UTC) >= end
        closed = False
        for shard_id, state in list(open_ones.items()):
            try:
                answer = kinesis.get_records(ShardIterator=state[0])
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if code == "ExpiredIteratorException":
                    state[0] = place(shard_id, state[1])
                elif code != "ProvisionedThroughputExceededException":
                    raise
                continue
            for record in answer["Records"]:
                events.append(json.loads(record["Data"]))
                state[1] = record["SequenceNumber"]
            state[0] = answer.get("NextShardIterator")
            if state[0] is None or (over and answer.get("MillisBehindLatest") == 0):
                closed = closed or state[0] is None
                done.add(shard_id)
                del open_ones[shard_id]
        if closed:
            open_ones.update({shard_id: [place(shard_id), None] for shard_id in list(ready(listed()))})
        time.sleep(1)
    return events
