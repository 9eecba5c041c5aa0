# A terse min(): the start that is the least way below the hash, counted around the circle of all hashes.
from hashlib import md5


def shard_of(key, shards):
    at = int(md5(key.encode()).hexdigest(), 16)
    return min(shards, key=lambda s: (at - int(s["HashKeyRange"]["StartingHashKey"])) % 2**128)["ShardId"]
