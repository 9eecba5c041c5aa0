# Terse: one next() over the shards, with Python's range objects as ranges.
from hashlib import md5


def shard_of(key, shards):
    number = int(md5(key.encode("utf-8")).hexdigest(), 16)
    return next(
        shard["ShardId"]
        for shard in shards
        for ends in [shard["HashKeyRange"]]
        if number in range(int(ends["StartingHashKey"]), int(ends["EndingHashKey"]) + 1)
    )
