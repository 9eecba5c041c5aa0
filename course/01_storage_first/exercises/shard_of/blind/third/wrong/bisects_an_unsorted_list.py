# Believes list_shards sorts by range and bisects; after a split the children stand at the end of the list.
from bisect import bisect_right
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    starts = [int(shard["HashKeyRange"]["StartingHashKey"]) for shard in shards]
    return shards[bisect_right(starts, hash_key) - 1]["ShardId"]
