from hashlib import md5


def shard_of(key, shards):
    # observe
    digest = md5(key.encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")
    # locate
    for shard in shards:
        ends = shard["HashKeyRange"]
        if int(ends["StartingHashKey"]) <= hash_key <= int(ends["EndingHashKey"]):
            return shard["ShardId"]
