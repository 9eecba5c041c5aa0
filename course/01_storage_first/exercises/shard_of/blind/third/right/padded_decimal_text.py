# Style: compares as text, which is right because all numbers are padded to the same 39 digits.
from hashlib import md5


def shard_of(key, shards):
    hash_key = f"{int(md5(key.encode()).hexdigest(), 16):039d}"
    for shard in shards:
        first, last = (shard["HashKeyRange"][f"{end}HashKey"].zfill(39) for end in ("Starting", "Ending"))
        if first <= hash_key <= last:
            return shard["ShardId"]
    raise LookupError(f"no open shard takes {key!r}")
