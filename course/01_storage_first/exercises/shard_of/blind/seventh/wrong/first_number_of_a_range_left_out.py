# Believes that a range starts after its StartingHashKey, so a key with that very hash has no shard.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")
    for shard in shards:
        start = int(shard["HashKeyRange"]["StartingHashKey"])
        end = int(shard["HashKeyRange"]["EndingHashKey"])
        if start < hash_key <= end:
            return shard["ShardId"]
    return None
