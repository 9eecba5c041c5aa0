# keys-differ-by-more-than-case -> 01.1.tidied
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.strip().lower().encode("utf-8")).digest(), "big")
    for shard in shards:
        ends = shard["HashKeyRange"]
        if int(ends["StartingHashKey"]) <= hash_key <= int(ends["EndingHashKey"]):
            return shard["ShardId"]
