# Two 64-bit halves from struct, and Python ranges with the end made inclusive.
import struct
from hashlib import md5


def shard_of(key, shards):
    upper, lower = struct.unpack(">QQ", md5(key.encode("utf-8")).digest())
    hash_key = (upper << 64) | lower
    ranges = {
        shard["ShardId"]: range(
            int(shard["HashKeyRange"]["StartingHashKey"]), int(shard["HashKeyRange"]["EndingHashKey"]) + 1
        )
        for shard in shards
    }
    (found,) = [shard_id for shard_id, span in ranges.items() if hash_key in span]
    return found
