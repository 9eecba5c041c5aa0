# Applies the minimum of one shard to the result only, so a silent minute is told to pack.
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = math.ceil(max(second["records"] for second in profile) / 1_000)
    most_bytes = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    written = math.ceil(most_bytes / MB)
    fetched = math.ceil(readers * most_bytes / (2 * MB))
    count = max(1, records, written, fetched)
    if max(written, fetched) < count:
        return count, "pack"
    if max(records, written) < count:
        return count, "fan-out"
    return count, None
