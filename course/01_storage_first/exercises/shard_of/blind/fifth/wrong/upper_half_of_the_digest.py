# Uses the first 8 bytes and zeros for the rest; forbidden: "The MD5 of the key has 16 bytes", all one number.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int.from_bytes(digest[:8], "big") << 64
    for shard in shards:
        span = shard["HashKeyRange"]
        if int(span["StartingHashKey"]) <= hash_key <= int(span["EndingHashKey"]):
            return shard["ShardId"]
    return None
