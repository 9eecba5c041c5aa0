# Sizes for the mean second: what comes in the busiest second is refused.
import math


def shards_for(profile, readers):
    mib, seconds = 1_048_576, len(profile)
    records = math.ceil(sum(second["records"] for second in profile) / seconds / 1000)
    size = sum(second["data_bytes"] + second["key_bytes"] for second in profile) / seconds
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
