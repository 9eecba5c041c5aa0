# Terse: hexdigest, next() of a generator, both ends included.
from hashlib import md5


def shard_of(key, shards):
    h = int(md5(key.encode()).hexdigest(), 16)
    ranges = ((s["ShardId"], s["HashKeyRange"]) for s in shards)
    return next(name for name, r in ranges if int(r["StartingHashKey"]) <= h <= int(r["EndingHashKey"]))
