# Python's own range objects and struct: the hash is `in` exactly one of them.
import struct
from hashlib import md5


def hashes_of(shard):
    first, last = (int(shard["HashKeyRange"][end]) for end in ("StartingHashKey", "EndingHashKey"))
    return range(first, last + 1)


def shard_of(key, shards):
    high, low = struct.unpack(">QQ", md5(key.encode("utf-8")).digest())
    hash_key = high << 64 | low
    (owner,) = (shard["ShardId"] for shard in shards if hash_key in hashes_of(shard))
    return owner
