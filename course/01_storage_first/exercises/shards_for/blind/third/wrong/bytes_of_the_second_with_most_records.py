# Believes the second with most records has most bytes too; a few large events in another are not seen.
import math


def shards_for(profile, readers):
    mb = 1_048_576
    worst = max(profile, key=lambda second: second["records"])
    size = worst["data_bytes"] + worst["key_bytes"]
    records = math.ceil(worst["records"] / 1_000)
    inward = math.ceil(size / mb)
    outward = math.ceil(size * readers / (2 * mb))
    needed = max(1, records, inward, outward)
    if max(1, inward, outward) < needed:
        return needed, "pack"
    if max(1, records, inward) < needed:
        return needed, "fan-out"
    return needed, None
