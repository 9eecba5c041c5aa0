import math


def shards_for(profile, readers):
    # observe: what the worst second of each limit asks for, in shards
    records = max(second["records"] for second in profile) / 1_000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / 1_048_576
    read = readers * size / 2
    # locate: the limit that asks for most decides
    needed = math.ceil(max(1, records, size, read))
    # contain: is it less without one of them?
    if math.ceil(max(1, size, read)) < needed:
        return needed, "pack"
    if math.ceil(max(1, records, size)) < needed:
        return needed, "fan-out"
    return needed, None
