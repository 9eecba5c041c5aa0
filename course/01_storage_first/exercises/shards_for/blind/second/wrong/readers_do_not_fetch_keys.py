# Counts partition keys on the way in alone, as if readers fetched only data; long keys make it too few.
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = max(math.ceil(second["records"] / 1_000) for second in profile)
    inward = max(math.ceil((second["data_bytes"] + second["key_bytes"]) / MB) for second in profile)
    outward = max(math.ceil(second["data_bytes"] * readers / (2 * MB)) for second in profile)
    fewest = max(1, records, inward, outward)
    if max(1, inward, outward) < fewest:
        return fewest, "pack"
    if max(1, records, inward) < fewest:
        return fewest, "fan-out"
    return fewest, None
