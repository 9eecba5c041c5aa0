# shard-is-a-remainder -> 01.1.modulo
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode()).digest(), "big")
    return shards[hash_key % len(shards)]["ShardId"]
