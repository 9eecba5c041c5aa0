# Different algorithm: open shards leave no gap, so the largest start at or below the number wins.
from hashlib import md5


def shard_of(key, shards):
    number = 0
    for byte in md5(key.encode("utf-8")).digest():
        number = number * 256 + byte

    def start(shard):
        return int(shard["HashKeyRange"]["StartingHashKey"])

    return max((shard for shard in shards if start(shard) <= number), key=start)["ShardId"]
