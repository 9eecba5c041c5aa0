# Compares as text on purpose, all numbers padded to 39 digits, which orders them as numbers.
from hashlib import md5


def shard_of(key, shards):
    hash_key = str(int(md5(key.encode("utf-8")).hexdigest(), 16)).zfill(39)
    for shard in shards:
        edges = shard["HashKeyRange"]
        if edges["StartingHashKey"].zfill(39) <= hash_key <= edges["EndingHashKey"].zfill(39):
            return shard["ShardId"]
    raise LookupError(key)
