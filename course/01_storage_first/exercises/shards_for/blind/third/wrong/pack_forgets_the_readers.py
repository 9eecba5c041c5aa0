# Holds packing against the bytes written alone; if the readers ask for as many shards, packing saves none.
import math


def shards_for(profile, readers):
    mb = 1_048_576
    size = max((second["data_bytes"] + second["key_bytes"] for second in profile), default=0)
    records = math.ceil(max((second["records"] for second in profile), default=0) / 1_000)
    inward = math.ceil(size / mb)
    outward = math.ceil(size * readers / (2 * mb))
    needed = max(1, records, inward, outward)
    if records == needed and records > max(1, inward):
        return needed, "pack"
    if outward == needed and outward > max(1, records, inward):
        return needed, "fan-out"
    return needed, None
