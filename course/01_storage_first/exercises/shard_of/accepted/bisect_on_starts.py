from bisect import bisect_right
from hashlib import md5


def shard_of(key, shards):
    in_order = sorted(shards, key=lambda shard: int(shard["HashKeyRange"]["StartingHashKey"]))
    starts = [int(shard["HashKeyRange"]["StartingHashKey"]) for shard in in_order]
    place = bisect_right(starts, int(md5(key.encode()).hexdigest(), 16)) - 1
    return in_order[place]["ShardId"]
