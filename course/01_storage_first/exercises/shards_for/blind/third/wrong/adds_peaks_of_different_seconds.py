# Adds the largest data_bytes to the largest key_bytes; if they are of different seconds, it is too much.
import math


def shards_for(profile, readers):
    mb = 1_048_576
    peak = {
        name: max((second[name] for second in profile), default=0)
        for name in ("records", "data_bytes", "key_bytes")
    }
    size = peak["data_bytes"] + peak["key_bytes"]
    records = math.ceil(peak["records"] / 1_000)
    inward = math.ceil(size / mb)
    outward = math.ceil(size * readers / (2 * mb))
    needed = max(1, records, inward, outward)
    if max(1, inward, outward) < needed:
        return needed, "pack"
    if max(1, records, inward) < needed:
        return needed, "fan-out"
    return needed, None
