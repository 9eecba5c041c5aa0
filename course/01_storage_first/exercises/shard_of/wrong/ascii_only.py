# partition-keys-are-ascii -> check.raised
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("ascii")).digest(), "big")
    for shard in shards:
        ends = shard["HashKeyRange"]
        if int(ends["StartingHashKey"]) <= hash_key <= int(ends["EndingHashKey"]):
            return shard["ShardId"]
