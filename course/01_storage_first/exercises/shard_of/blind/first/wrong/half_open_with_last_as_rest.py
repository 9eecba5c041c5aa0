# Half-open ranges and the last of the list as the rest: a hash at an upper edge goes to the last shard.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
    for shard in shards[:-1]:
        keys = shard["HashKeyRange"]
        if int(keys["StartingHashKey"]) <= hash_key < int(keys["EndingHashKey"]):
            return shard["ShardId"]
    return shards[-1]["ShardId"]
