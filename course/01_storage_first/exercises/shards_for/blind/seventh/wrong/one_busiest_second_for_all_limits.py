# Looks only at the second with the most records, but the most bytes can be in another second.
import math

MB = 1_048_576


def shards_for(profile, readers):
    busiest = max(profile, key=lambda second: second["records"])
    records = busiest["records"] / 1_000
    size = (busiest["data_bytes"] + busiest["key_bytes"]) / MB
    fetched = readers * size / 2

    def whole(*needs):
        return max(1, math.ceil(max(needs)))

    count = whole(records, size, fetched)
    if whole(size, fetched) < count:
        return count, "pack"
    if whole(records, size) < count:
        return count, "fan-out"
    return count, None
