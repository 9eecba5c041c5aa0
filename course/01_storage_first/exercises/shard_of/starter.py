from hashlib import md5


def shard_of(key, shards):
    """Return the ShardId of the shard that a record with this partition key goes to.

    `shards` is the list of open shards, as list_shards returns them.
    """
    # observe: the MD5 of the key has 16 bytes. Which number do they make?
    digest = md5(key.encode("utf-8")).digest()
    hash_key = ...
    # locate: which shard's range includes this number?
    return ...
