# Takes the first shard whose end is not below the hash, as if the list came by range; not so after a split.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int(digest.hex(), 16)
    return next(
        shard["ShardId"] for shard in shards if hash_key <= int(shard["HashKeyRange"]["EndingHashKey"])
    )
