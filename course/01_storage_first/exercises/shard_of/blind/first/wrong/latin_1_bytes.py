# Encodes in Latin-1 with question marks for the rest: umlauts hash differently than in UTF-8.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int(md5(key.encode("latin-1", "replace")).hexdigest(), 16)
    for shard in shards:
        low, high = (int(shard["HashKeyRange"][name]) for name in ("StartingHashKey", "EndingHashKey"))
        if low <= hash_key <= high:
            return shard["ShardId"]
