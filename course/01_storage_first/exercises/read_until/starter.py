import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    """Every event that is written to `stream` before `end`, as a list of dicts.

    Each event once, the events of a tenant in the order of their writing. Wait for `end`, which may
    be past already: a datetime that has a time zone, whichever. Nothing is written in the three seconds before it,
    nor after it. One answer of list_shards has all shards; of a merge's parents it has both or none.
    """
    # iterators: shard id -> where to read on; done: ids of shards that are read to their end
    events, iterators, done = [], {}, set()

    def begin(shard_id):
        iterators[shard_id] = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard_id, ShardIteratorType=...
        )["ShardIterator"]

    # observe: which shards are there, and which of them have no parent to wait for?
    # locate: round after round, what does each shard in `iterators` have for you?
    # contain: what does an answer say about what follows, this shard or its children?
    # prove: in which round do you know that nothing can follow any more?
    return ...
