# Believed readers can catch up later, so their limit holds on average: the 2 MB apply to every second too.
import math

MB = 1_048_576


def shards_for(profile, readers):
    sizes = [second["data_bytes"] + second["key_bytes"] for second in profile]
    into_records = math.ceil(max(second["records"] for second in profile) / 1_000)
    into_bytes = math.ceil(max(sizes) / MB)
    out = math.ceil(sum(sizes) / len(sizes) * readers / (2 * MB))
    count = max(1, into_records, into_bytes, out)
    if max(1, into_bytes, out) < count:
        return count, "pack"
    if max(1, into_records, into_bytes) < count:
        return count, "fan-out"
    return count, None
