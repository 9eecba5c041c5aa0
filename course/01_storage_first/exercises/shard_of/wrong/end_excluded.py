# hash-range-excludes-its-end -> 01.1.edge
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode()).digest(), "big")
    for shard in shards:
        ends = shard["HashKeyRange"]
        if hash_key in range(int(ends["StartingHashKey"]), int(ends["EndingHashKey"])):
            return shard["ShardId"]
