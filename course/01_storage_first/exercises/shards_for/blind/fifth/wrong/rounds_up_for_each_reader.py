# Rounds up, then multiplies by readers; forbidden: "2 MB are shared by all readers", "smallest number".
import math

MB = 1_048_576


def shards_for(profile, readers):
    size = [second["data_bytes"] + second["key_bytes"] for second in profile]
    records = math.ceil(max(second["records"] for second in profile) / 1_000)
    written = math.ceil(max(size) / MB)
    fetched = math.ceil(max(size) / (2 * MB)) * readers
    enough = max(1, records, written, fetched)
    if max(1, written, fetched) < enough:
        return enough, "pack"
    if max(1, records, written) < enough:
        return enough, "fan-out"
    return enough, None
