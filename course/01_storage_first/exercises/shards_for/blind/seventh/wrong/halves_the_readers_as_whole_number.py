# Lets every two readers cost one MB with readers // 2, so the third reader is free and its bytes don't fit.
import math

MB = 1_048_576


def shards_for(profile, readers):
    def whole(*needs):
        return max(1, math.ceil(max(needs)))

    records = max(second["records"] for second in profile) / 1_000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / MB
    fetched = size * (readers // 2)
    count = whole(records, size, fetched)
    if whole(size, fetched) < count:
        return count, "pack"
    if whole(records, size) < count:
        return count, "fan-out"
    return count, None
