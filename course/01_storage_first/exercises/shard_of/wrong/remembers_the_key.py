# module-state-starts-anew -> 01.1.not-open
from hashlib import md5

known = {}


def shard_of(key, shards):
    if key not in known:
        hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), "big")
        for shard in shards:
            ends = shard["HashKeyRange"]
            if int(ends["StartingHashKey"]) <= hash_key <= int(ends["EndingHashKey"]):
                known[key] = shard["ShardId"]
    return known[key]
