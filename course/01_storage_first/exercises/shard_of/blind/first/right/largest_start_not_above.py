# The open ranges have no gaps: the shard with the largest start that isn't above the hash.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest())

    def start(shard):
        return int(shard["HashKeyRange"]["StartingHashKey"])

    return max((shard for shard in shards if start(shard) <= hash_key), key=start)["ShardId"]
