# Horner's scheme with reduce for the number, recursion over the list for the shard.
from functools import reduce
from hashlib import md5


def shard_of(key, shards):
    hash_key = reduce(lambda number, byte: number * 256 + byte, md5(key.encode("utf-8")).digest(), 0)

    def find(shard, *others):
        limits = {side: int(value) for side, value in shard["HashKeyRange"].items()}
        if limits["StartingHashKey"] <= hash_key <= limits["EndingHashKey"]:
            return shard["ShardId"]
        return find(*others)

    return find(*shards)
