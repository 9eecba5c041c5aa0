# Takes the shard with the smallest end that is not below the hash; starts aren't needed.
from functools import reduce
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = reduce(lambda number, byte: number * 256 + byte, digest, 0)
    ends = {int(shard["HashKeyRange"]["EndingHashKey"]): shard["ShardId"] for shard in shards}
    return ends[min(end for end in ends if end >= hash_key)]
