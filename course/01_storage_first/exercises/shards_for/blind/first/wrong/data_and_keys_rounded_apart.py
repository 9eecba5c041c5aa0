# Rounds up data and keys for themselves and adds: 0.3 MB and 0.3 MB seem to need two shards.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(math.ceil(second["records"] / 1000) for second in profile)
    into = max(
        math.ceil(second["data_bytes"] / mib) + math.ceil(second["key_bytes"] / mib) for second in profile
    )
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    out = math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
