import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    """Return every event that is written to `stream` before `end`, as a list of dicts.

    Each event once, and a tenant's events in the order in which they were written. `end` is a datetime with
    a time zone, any time zone. Wait for it, unless it has passed. Nothing is written in the three seconds
    before `end`, nor later. One call of list_shards returns all shards. After a merge, it returns both
    parents or none.
    """
    # iterators: shard id -> the next iterator; done: ids of the shards that are read to their end
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType=...
        )["ShardIterator"]

    # observe: which shards exist, and which of them have no parent to wait for?
    # locate: in every round, what does each shard in `iterators` return?
    # contain: does the response say to continue with this shard, or with its children?
    # prove: after which round do you know that nothing can follow?
    return ...
