# Compares decimal texts, not numbers; forbidden: "a number from 0 to ...", "divided into ranges".
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = str(int.from_bytes(digest, "big"))
    for shard in shards:
        span = shard["HashKeyRange"]
        if span["StartingHashKey"] <= hash_key <= span["EndingHashKey"]:
            return shard["ShardId"]
    return max(shards, key=lambda shard: shard["HashKeyRange"]["StartingHashKey"])["ShardId"]
