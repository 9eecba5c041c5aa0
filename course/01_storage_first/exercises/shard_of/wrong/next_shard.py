# shards-take-turns -> 01.1.not-the-same
from itertools import count

turns = count()


def shard_of(key, shards):
    return shards[next(turns) % len(shards)]["ShardId"]
