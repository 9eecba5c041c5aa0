# Style: sorts pairs of end and id, then bisects for the first end at or above the number.
from bisect import bisect_left
from functools import reduce
from hashlib import md5


def shard_of(key, shards):
    number = reduce(lambda so_far, byte: so_far << 8 | byte, md5(key.encode()).digest(), 0)
    by_end = sorted((int(each["HashKeyRange"]["EndingHashKey"]), each["ShardId"]) for each in shards)
    return by_end[bisect_left([end for end, _ in by_end], number)][1]
