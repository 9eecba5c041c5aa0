# Searches the starts with bisect_left: a hash that equals a start goes to the shard before it.
from bisect import bisect_left
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    in_order = sorted(shards, key=lambda shard: int(shard["HashKeyRange"]["StartingHashKey"]))
    starts = [int(shard["HashKeyRange"]["StartingHashKey"]) for shard in in_order]
    return in_order[bisect_left(starts, hash_key) - 1]["ShardId"]
