# Compares the unrounded needs: 2.8 for records and 2.3 for bytes say "pack", yet both need three shards.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(second["records"] for second in profile) / 1000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = size / mib, size * readers / (2 * mib)
    fewest = max(1, math.ceil(max(records, into, out)))
    if records > max(into, out) and fewest > 1:
        return fewest, "pack"
    if out > max(records, into) and fewest > 1:
        return fewest, "fan-out"
    return fewest, None
