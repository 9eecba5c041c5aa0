# Drops the largest second as an outlier: the second that decides is not in the calculation.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = math.ceil(sorted(second["records"] for second in profile)[:-1][-1] / 1000)
    size = sorted(second["data_bytes"] + second["key_bytes"] for second in profile)[:-1][-1]
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
