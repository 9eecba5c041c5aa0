# Reads a signed integer and takes its absolute value; forbidden: "a number from 0 to 2¹²⁸ - 1".
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = abs(int.from_bytes(digest, "big", signed=True))
    return next(
        shard["ShardId"]
        for shard in shards
        if int(shard["HashKeyRange"]["StartingHashKey"])
        <= hash_key
        <= int(shard["HashKeyRange"]["EndingHashKey"])
    )
