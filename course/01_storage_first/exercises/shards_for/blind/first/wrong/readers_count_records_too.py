# Lets the readers use up the 1,000 records: that limit is one for writing only.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(math.ceil(second["records"] * max(1, readers) / 1000) for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
