# hash-keys-compare-as-text -> 01.1.text
from hashlib import md5


def shard_of(key, shards):
    hash_key = str(int.from_bytes(md5(key.encode()).digest(), "big"))
    for shard in shards:
        ends = shard["HashKeyRange"]
        if ends["StartingHashKey"] <= hash_key <= ends["EndingHashKey"]:
            return shard["ShardId"]
