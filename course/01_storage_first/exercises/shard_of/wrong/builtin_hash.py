# kinesis-uses-pythons-hash -> 01.1.python-hash
def shard_of(key, shards):
    return shards[hash(key) % len(shards)]["ShardId"]
