# Returns the exact need, such as 2.4: shards come whole, and savings are compared in fractions.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(second["records"] for second in profile) / 1000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = size / mib, size * readers / (2 * mib)
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
