# hash-ranges-are-equal -> 01.1.equal-slices
from hashlib import md5


def shard_of(key, shards):
    first = md5(key.encode()).digest()[0]
    return shards[first * len(shards) // 256]["ShardId"]
