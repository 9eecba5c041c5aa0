# Takes the first shard whose end is not below the hash: after a split the list is not in order of the ranges.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    for shard in shards:
        if hash_key <= int(shard["HashKeyRange"]["EndingHashKey"]):
            return shard["ShardId"]
