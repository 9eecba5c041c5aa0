# A generator per shard that yields after each call; the loop asks list_shards again before it trusts the end.
import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    events, running, idle, done = [], {}, set(), set()

    def shard_reader(shard_id):
        iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            events.extend(map(json.loads, (record["Data"] for record in answer["Records"])))
            iterator = answer.get("NextShardIterator")
            nothing_new = not answer["Records"] and answer["MillisBehindLatest"] == 0
            yield iterator is not None and nothing_new

    def start_what_can_start():
        """Start each shard whose listed parents are all read to their end; True if there was one."""
        listed = {shard["ShardId"]: shard for shard in kinesis.list_shards(StreamName=stream)["Shards"]}
        new = []
        for shard_id, shard in listed.items():
            parents = {shard.get("ParentShardId"), shard.get("AdjacentParentShardId")} & listed.keys()
            if shard_id not in running and shard_id not in done and parents <= done:
                new.append(shard_id)
        running.update((shard_id, shard_reader(shard_id)) for shard_id in new)
        return bool(new)

    start_what_can_start()
    while True:
        over = datetime.now(UTC) >= end
        closed = set()
        for shard_id, turn in running.items():
            caught_up = next(turn, None)
            if caught_up is None:
                closed.add(shard_id)
            (idle.add if caught_up else idle.discard)(shard_id)
        for shard_id in closed:
            del running[shard_id]
        done |= closed
        if not start_what_can_start() and over and idle >= running.keys():
            return events
        time.sleep(1)
