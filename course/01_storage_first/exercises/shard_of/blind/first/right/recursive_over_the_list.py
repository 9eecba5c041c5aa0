# Recursion: is it the first shard? Otherwise look in the rest.
from hashlib import md5


def number_of(key):
    number = 0
    for byte in md5(key.encode("utf-8")).digest():
        number = number * 256 + byte
    return number


def shard_of(key, shards):
    head, *rest = shards
    low, high = int(head["HashKeyRange"]["StartingHashKey"]), int(head["HashKeyRange"]["EndingHashKey"])
    return head["ShardId"] if low <= number_of(key) <= high else shard_of(key, rest)
