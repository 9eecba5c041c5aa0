# Rounds with // and + 1: a load exactly at a limit gets a shard that it does not need.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    sizes = [second["data_bytes"] + second["key_bytes"] for second in profile]
    records = max(second["records"] for second in profile) // 1000 + 1
    into, out = max(sizes) // mib + 1, max(sizes) * readers // (2 * mib) + 1
    fewest = max(records, into, out)
    if max(into, out) < fewest:
        return fewest, "pack"
    if max(records, into) < fewest:
        return fewest, "fan-out"
    return fewest, None
