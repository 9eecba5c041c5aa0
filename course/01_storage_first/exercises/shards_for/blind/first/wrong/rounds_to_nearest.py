# Rounds to the nearest whole: 2.3 shards become 2 and the rest of the load is refused.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(second["records"] for second in profile) / 1000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    need = [max(1, round(x)) for x in (records, size / mib, size * readers / (2 * mib))]
    fewest = max(need)
    if max(need[1], need[2]) < fewest:
        return fewest, "pack"
    if max(need[0], need[1]) < fewest:
        return fewest, "fan-out"
    return fewest, None
