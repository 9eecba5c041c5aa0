# Horner's rule in a reduce, then a recursive search by halves in a sorted copy.
from functools import reduce
from hashlib import md5


def search(hash_key, ranges):
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    return search(hash_key, ranges[:middle] if hash_key < ranges[middle][0] else ranges[middle:])


def shard_of(key, shards):
    hash_key = reduce(lambda number, byte: number * 256 + byte, md5(key.encode("utf-8")).digest(), 0)
    return search(hash_key, sorted((int(s["HashKeyRange"]["StartingHashKey"]), s["ShardId"]) for s in shards))
