# A frozen dataclass with __contains__ for the range.
from dataclasses import dataclass
from hashlib import md5


@dataclass(frozen=True)
class HashRange:
    first: int
    last: int

    @classmethod
    def of(cls, shard):
        keys = shard["HashKeyRange"]
        return cls(int(keys["StartingHashKey"]), int(keys["EndingHashKey"]))

    def __contains__(self, number):
        return not (number < self.first or number > self.last)


def shard_of(key, shards):
    number = int.from_bytes(md5(bytes(key, "utf-8")).digest(), byteorder="big")
    return [shard["ShardId"] for shard in shards if number in HashRange.of(shard)].pop()
