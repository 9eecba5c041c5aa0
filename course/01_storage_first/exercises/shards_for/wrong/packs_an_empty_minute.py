# the-largest-limit-has-the-cure -> 01.2.one-stays
"""Without the records there is less to take, so packing saves something."""

import math


def shards_for(profile, readers):
    records = math.ceil(max(second["records"] for second in profile) / 1_000)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / 1_048_576
    written, read = math.ceil(size), math.ceil(readers * size / 2)
    needed = max(1, records, written, read)
    if max(written, read) < needed:
        return needed, "pack"
    return needed, "fan-out" if max(records, written) < needed else None
