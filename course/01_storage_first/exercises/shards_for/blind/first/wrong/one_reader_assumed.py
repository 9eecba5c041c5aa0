# Believes 2 MB hold for each reader: with four readers of large events the shards are too few.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(math.ceil(second["records"] / 1000) for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = math.ceil(size / mib), math.ceil(size / (2 * mib))
    fewest = max(records, into, out, 1)
    return fewest, "pack" if max(into, out, 1) < fewest else None
