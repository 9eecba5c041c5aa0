# Decomposes the key "to be safe with accents": the hash is then of other bytes than were sent.
import unicodedata
from hashlib import md5


def shard_of(key, shards):
    digest = md5(unicodedata.normalize("NFKD", key).encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")
    for shard in shards:
        keys = shard["HashKeyRange"]
        if int(keys["StartingHashKey"]) <= hash_key <= int(keys["EndingHashKey"]):
            return shard["ShardId"]
