# Sorts the shards by the end of their range, then a recursion halves the candidates until one is left.
from hashlib import md5


def end_of(shard):
    return int(shard["HashKeyRange"]["EndingHashKey"])


def search(number, ordered):
    if len(ordered) == 1:
        return ordered[0]["ShardId"]
    middle = len(ordered) // 2
    if number <= end_of(ordered[middle - 1]):
        return search(number, ordered[:middle])
    return search(number, ordered[middle:])


def shard_of(key, shards):
    number = int.from_bytes(md5(key.encode("utf-8")).digest(), byteorder="big", signed=False)
    return search(number, sorted(shards, key=end_of))
