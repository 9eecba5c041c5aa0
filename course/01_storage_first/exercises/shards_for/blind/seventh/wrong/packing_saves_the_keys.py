# Believes that packed records need no bytes for keys, so it recommends packing where the bytes stay too many.
import math

MB = 1_048_576


def shards_for(profile, readers):
    def whole(*needs):
        return max(1, math.ceil(max(needs)))

    records = max(second["records"] for second in profile) / 1_000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / MB
    packed = max(second["data_bytes"] for second in profile) / MB
    count = whole(records, size, readers * size / 2)
    if whole(packed, readers * packed / 2) < count:
        return count, "pack"
    if whole(records, size) < count:
        return count, "fan-out"
    return count, None
