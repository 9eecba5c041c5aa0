# Strips and lowers the key before hashing: the bytes that Kinesis hashes are those that were sent.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.strip().lower().encode("utf-8")).digest(), "big")
    for shard in shards:
        keys = shard["HashKeyRange"]
        if int(keys["StartingHashKey"]) <= hash_key <= int(keys["EndingHashKey"]):
            return shard["ShardId"]
