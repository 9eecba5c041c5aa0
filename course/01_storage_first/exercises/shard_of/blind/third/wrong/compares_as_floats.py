# Turns hash and edges into floats between 0 and 1; with 53 bits two shards seem to hold a key at an edge.
from hashlib import md5


def shard_of(key, shards):
    point = int(md5(key.encode("utf-8")).hexdigest(), 16) / 2**128
    for shard in shards:
        span = shard["HashKeyRange"]
        if float(span["StartingHashKey"]) / 2**128 <= point <= float(span["EndingHashKey"]) / 2**128:
            return shard["ShardId"]
    return None
