# Takes the list for sorted, a split appends; forbidden: "which shard's range includes this number".
from bisect import bisect_right
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    starts = [int(shard["HashKeyRange"]["StartingHashKey"]) for shard in shards]
    return shards[bisect_right(starts, hash_key) - 1]["ShardId"]
