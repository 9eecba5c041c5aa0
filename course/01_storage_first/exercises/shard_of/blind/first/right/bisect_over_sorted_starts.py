# Binary search over the starts in a sorted copy.
from bisect import bisect_right
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    table = sorted((int(shard["HashKeyRange"]["StartingHashKey"]), shard["ShardId"]) for shard in shards)
    place = bisect_right([start for start, _ in table], int.from_bytes(digest, "big"))
    return table[place - 1][1]
