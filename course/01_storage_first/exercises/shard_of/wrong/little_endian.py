# digest-bytes-in-any-order -> 01.1.byte-order
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode()).digest(), "little")
    for shard in shards:
        ends = shard["HashKeyRange"]
        if int(ends["StartingHashKey"]) <= hash_key <= int(ends["EndingHashKey"]):
            return shard["ShardId"]
