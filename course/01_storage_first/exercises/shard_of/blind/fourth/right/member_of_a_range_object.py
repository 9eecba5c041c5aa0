# Makes a Python range of each shard's keys and asks for membership.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    high, low = (int.from_bytes(half, "big") for half in (digest[:8], digest[8:]))
    hash_key = (high << 64) | low

    def keys_of(shard):
        first, last = map(int, map(shard["HashKeyRange"].get, ("StartingHashKey", "EndingHashKey")))
        return range(first, last + 1)

    (only,) = [shard["ShardId"] for shard in shards if hash_key in keys_of(shard)]
    return only
