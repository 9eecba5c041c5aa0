import json
import time
from datetime import UTC, datetime


def read_until(kinesis, stream, end):
    """Every event that is written to `stream` before `end`, as a list of dicts.

    Each event once, the events of a tenant in the order of their writing, whatever happens to the shards.
    `end` is a datetime: nothing is written in the three seconds before it, nor after it. Wait for it.
    """
    # observe: which shards are there, and which of them have no parent left to wait for?
    # locate: where does each of them have to be read from?
    # contain: what does an answer say about what follows, more of this shard or its children?
    # prove: when can nothing follow any more?
    return ...
