# Normalizes the key to NFC "so that equal names are equal"; a key in decomposed form has other bytes.
import unicodedata
from hashlib import md5


def shard_of(key, shards):
    digest = md5(unicodedata.normalize("NFC", key).encode("utf-8")).digest()
    hash_key = int.from_bytes(digest, "big")

    def holds(span):
        return int(span["StartingHashKey"]) <= hash_key <= int(span["EndingHashKey"])

    return next(shard["ShardId"] for shard in shards if holds(shard["HashKeyRange"]))
