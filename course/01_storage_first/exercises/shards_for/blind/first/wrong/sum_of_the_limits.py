# Adds the shards for each limit, where one shard offers all three at once.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(math.ceil(second["records"] / 1000) for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    biggest = max(records, into, out)
    advice = "pack" if records > max(into, out) else "fan-out" if out > max(records, into) else None
    return records + into + out if biggest else 1, advice
