# Compares text, but padded to 39 digits, where the order of text is the order of numbers.
from hashlib import md5


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    hash_key = str(int(digest.hex(), 16)).zfill(39)
    for shard in shards:
        low, high = (shard["HashKeyRange"][end].zfill(39) for end in ("StartingHashKey", "EndingHashKey"))
        if low <= hash_key <= high:
            return shard["ShardId"]
    raise LookupError(f"no open shard for {key!r}")
