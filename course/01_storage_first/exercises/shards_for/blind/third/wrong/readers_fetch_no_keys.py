# Believes keys count on the way in alone; with long keys and many readers the fetched bytes are too few.
import math


def shards_for(profile, readers):
    mb = 1_048_576
    records = math.ceil(max((second["records"] for second in profile), default=0) / 1_000)
    written = max((second["data_bytes"] + second["key_bytes"] for second in profile), default=0)
    fetched = max((second["data_bytes"] for second in profile), default=0) * readers
    inward, outward = math.ceil(written / mb), math.ceil(fetched / (2 * mb))
    needed = max(1, records, inward, outward)
    if max(1, inward, outward) < needed:
        return needed, "pack"
    if max(1, records, inward) < needed:
        return needed, "fan-out"
    return needed, None
