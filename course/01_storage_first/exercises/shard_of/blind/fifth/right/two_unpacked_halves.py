# Style: struct unpacks two 64-bit halves, and max picks the last range that starts at or before the number.
import struct
from hashlib import md5


def shard_of(key, shards):
    high, low = struct.unpack(">QQ", md5(key.encode("utf-8")).digest())
    number = high * 2**64 + low

    def start(shard):
        return int(shard["HashKeyRange"]["StartingHashKey"])

    return max((shard for shard in shards if start(shard) <= number), key=start)["ShardId"]
