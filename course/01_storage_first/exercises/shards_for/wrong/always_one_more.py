# a-limit-reached-is-exceeded -> 01.2.one-too-many
import math


def count(profile, readers):
    needed = 0
    for second in profile:
        size = second["data_bytes"] + second["key_bytes"]
        needed = max(needed, second["records"] / 1_000, size / 1_048_576, readers * size / 2_097_152)
    return int(needed) + 1


def lever(profile, readers):
    records = max(second["records"] for second in profile) / 1_000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / 1_048_576
    read = readers * size / 2
    needed = math.ceil(max(1, records, size, read))
    if math.ceil(max(1, size, read)) < needed:
        return "pack"
    return "fan-out" if math.ceil(max(1, records, size)) < needed else None


def shards_for(profile, readers):
    return count(profile, readers), lever(profile, readers)
