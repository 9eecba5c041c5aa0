# Believed float() is exact enough: at a boundary an end and the next start become the same float.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = float(int.from_bytes(digest, "big"))
    for shard in shards:
        start, end = (float(shard["HashKeyRange"][side]) for side in ("StartingHashKey", "EndingHashKey"))
        if start <= hash_key <= end:
            return shard["ShardId"]
    raise LookupError(key)
