# Compares with < at the lower edge: a key whose hash is exactly StartingHashKey has no shard.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int(md5(key.encode("utf-8")).hexdigest(), 16)
    return next(
        shard["ShardId"]
        for shard in shards
        if int(shard["HashKeyRange"]["StartingHashKey"]) < hash_key
        and hash_key <= int(shard["HashKeyRange"]["EndingHashKey"])
    )
