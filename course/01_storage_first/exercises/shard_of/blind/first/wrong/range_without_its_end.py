# Believes that a range ends before EndingHashKey, as Python's do: a key at the upper edge has no shard.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    for shard in shards:
        keys = shard["HashKeyRange"]
        if hash_key in range(int(keys["StartingHashKey"]), int(keys["EndingHashKey"])):
            return shard["ShardId"]
