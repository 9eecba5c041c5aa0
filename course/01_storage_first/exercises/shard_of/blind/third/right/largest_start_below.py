# Style: of the shards that begin at or below the number, the one that begins last; reduce builds the number.
from functools import reduce
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = reduce(lambda number, byte: number * 256 + byte, digest)

    def start(shard):
        return int(shard["HashKeyRange"]["StartingHashKey"])

    return max((shard for shard in shards if start(shard) <= hash_key), key=start)["ShardId"]
