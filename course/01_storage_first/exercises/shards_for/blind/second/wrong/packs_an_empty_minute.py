# The floor of one shard is in the answer but not in what it is held against: an empty minute says pack.
import math

MB = 1_048_576


def worst(profile, ask):
    return math.ceil(max(map(ask, profile), default=0))


def shards_for(profile, readers):
    records = worst(profile, lambda second: second["records"] / 1_000)
    inward = worst(profile, lambda second: (second["data_bytes"] + second["key_bytes"]) / MB)
    outward = worst(profile, lambda second: (second["data_bytes"] + second["key_bytes"]) * readers / MB / 2)
    fewest = max(1, records, inward, outward)
    if max(inward, outward) < fewest:
        return fewest, "pack"
    if max(records, inward) < fewest:
        return fewest, "fan-out"
    return fewest, None
