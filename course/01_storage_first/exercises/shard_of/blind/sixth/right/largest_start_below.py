# No end is looked at: the shard with the largest start that isn't above the number.
from hashlib import md5


def shard_of(key, shards):
    high, low = (int.from_bytes(half, "big") for half in divide(md5(key.encode("utf-8")).digest()))
    hash_key = high * 2**64 + low
    below = [shard for shard in shards if start_of(shard) <= hash_key]
    return max(below, key=start_of)["ShardId"]


def divide(digest):
    return digest[:8], digest[8:]


def start_of(shard):
    return int(shard["HashKeyRange"]["StartingHashKey"])
