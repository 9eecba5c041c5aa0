# Rounds up what one reader needs, then multiplies; three readers that share 2 MB get three shards.
import math


def shards_for(profile, readers):
    mb = 1_048_576
    size = max((second["data_bytes"] + second["key_bytes"] for second in profile), default=0)
    records = math.ceil(max((second["records"] for second in profile), default=0) / 1_000)
    inward = math.ceil(size / mb)
    outward = readers * math.ceil(size / (2 * mb))
    needed = max(1, records, inward, outward)
    if max(1, inward, outward) < needed:
        return needed, "pack"
    if max(1, records, inward) < needed:
        return needed, "fan-out"
    return needed, None
