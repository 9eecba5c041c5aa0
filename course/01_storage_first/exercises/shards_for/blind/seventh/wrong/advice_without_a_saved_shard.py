# Names the limit with the largest fraction, although the next limit rounds up to the same number of shards.
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = max(second["records"] for second in profile) / 1_000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / MB
    fetched = readers * size / 2
    most = max(records, size, fetched)
    count = max(1, math.ceil(most))
    if count == 1:
        return count, None
    if records > max(size, fetched):
        return count, "pack"
    if fetched > max(records, size):
        return count, "fan-out"
    return count, None
