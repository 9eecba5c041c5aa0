from hashlib import md5


def shard_of(key, shards):
    """The ShardId of the shard that takes records with this partition key.

    `shards` is the list of open shards, each as list_shards shows it.
    """
    # observe: the MD5 of the key, 16 bytes, as one number
    digest = md5(key.encode("utf-8")).digest()
    hash_key = ...
    # locate: the shard whose range holds it
    return ...
