# Style: recursion that halves the list, the number from the hex digest.
from hashlib import md5


def shard_of(key, shards):
    number = int(md5(key.encode("utf-8")).hexdigest(), 16)

    def find(left, right):
        if right - left == 1:
            span = shards[left]["HashKeyRange"]
            inside = int(span["StartingHashKey"]) <= number <= int(span["EndingHashKey"])
            return shards[left]["ShardId"] if inside else None
        middle = (left + right) // 2
        return find(left, middle) or find(middle, right)

    return find(0, len(shards))
