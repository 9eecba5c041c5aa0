# Advises fan-out for more than two readers: with small events the records decide, and nothing is saved.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(math.ceil(second["records"] / 1000) for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    if readers > 2 and fewest > 1:
        return fewest, "fan-out"
    return fewest, "pack" if max(into, out, 1) < fewest else None
