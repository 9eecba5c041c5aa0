# Believed the largest quotient decides: 1.9 and 1.2 both need 2 shards, so the advice wouldn't save one.
import math

MB = 1_048_576


def shards_for(profile, readers):
    sizes = [second["data_bytes"] + second["key_bytes"] for second in profile]
    records = max(second["records"] for second in profile) / 1_000
    stored, fetched = max(sizes) / MB, max(sizes) * readers / (2 * MB)
    exact = max(records, stored, fetched)
    count = max(1, math.ceil(exact))
    if count == 1:
        return 1, None
    if records > max(stored, fetched):
        return count, "pack"
    if fetched > max(records, stored):
        return count, "fan-out"
    return count, None
