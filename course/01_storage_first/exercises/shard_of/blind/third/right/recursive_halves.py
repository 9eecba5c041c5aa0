# Style: sorts a copy of the list by range, and halves it recursively until one shard is left.
from hashlib import md5


def shard_of(key, shards):
    hash_key = int.from_bytes(md5(key.encode("utf-8")).digest(), byteorder="big")

    def search(part):
        if len(part) == 1:
            return part[0]["ShardId"]
        half = len(part) // 2
        goes_right = hash_key >= int(part[half]["HashKeyRange"]["StartingHashKey"])
        return search(part[half:] if goes_right else part[:half])

    return search(sorted(shards, key=lambda shard: int(shard["HashKeyRange"]["StartingHashKey"])))
