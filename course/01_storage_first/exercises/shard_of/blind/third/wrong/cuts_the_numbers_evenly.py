# Believes that n shards always share the numbers evenly and computes the index; split streams are uneven.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    in_order = sorted(shards, key=lambda shard: int(shard["HashKeyRange"]["StartingHashKey"]))
    width = 2**128 // len(in_order)
    return in_order[min(hash_key // width, len(in_order) - 1)]["ShardId"]
