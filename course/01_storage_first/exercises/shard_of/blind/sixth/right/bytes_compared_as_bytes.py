# Converts the ranges to 16 bytes each and compares bytes, which sort like big-endian numbers.
from hashlib import md5


def as_bytes(text):
    return int(text).to_bytes(16, "big")


def shard_of(key, shards):
    digest = md5(key.encode("utf-8")).digest()
    match = [
        shard["ShardId"]
        for shard in shards
        for limits in [shard["HashKeyRange"]]
        if as_bytes(limits["StartingHashKey"]) <= digest <= as_bytes(limits["EndingHashKey"])
    ]
    (shard_id,) = match
    return shard_id
