# Converts to float, which holds 53 of 128 bits, so a key at the start of a range goes to the shard before it.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = float(int.from_bytes(digest, "big"))
    for shard in shards:
        keys = shard["HashKeyRange"]
        if float(keys["StartingHashKey"]) <= hash_key <= float(keys["EndingHashKey"]):
            return shard["ShardId"]
    return None
