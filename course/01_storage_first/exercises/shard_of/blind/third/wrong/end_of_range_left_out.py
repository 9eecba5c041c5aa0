# Believes a range ends before its EndingHashKey, as in Python; the key on the last number has no shard.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")
    for shard in shards:
        span = shard["HashKeyRange"]
        if hash_key in range(int(span["StartingHashKey"]), int(span["EndingHashKey"])):
            return shard["ShardId"]
    return None
