"""ParallelizationFactor: the records of a shard are dealt out to several lanes, a key always to the same one.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from __future__ import annotations

import hashlib
from functools import lru_cache


@lru_cache(maxsize=65_536)
def group_of(partition_key: str, groups: int, algorithm: str) -> int:
    """The key group of a record: the number of its lane, from 0.

    Model: AWS hashes the partition key and doesn't say how. It doesn't say either what it hashes for a record
    without a key: here that is the sequence number.
    """
    digest = hashlib.new(algorithm, partition_key.encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest) % groups
