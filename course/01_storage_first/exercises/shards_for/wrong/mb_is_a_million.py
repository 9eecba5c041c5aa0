# a-megabyte-is-a-million -> 01.2.megabyte
import math


def shards_for(profile, readers):
    records = max(second["records"] for second in profile) / 1_000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / 1_000_000
    read = readers * size / 2
    needed = math.ceil(max(1, records, size, read))
    if math.ceil(max(1, size, read)) < needed:
        return needed, "pack"
    if math.ceil(max(1, records, size)) < needed:
        return needed, "fan-out"
    return needed, None
