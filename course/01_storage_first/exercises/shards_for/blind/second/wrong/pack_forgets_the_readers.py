# Compares packed events with the way in alone: if the readers ask for as many shards, nothing is saved.
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = math.ceil(max(second["records"] for second in profile) / 1_000)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    inward, outward = math.ceil(size / MB), math.ceil(size * readers / (2 * MB))
    fewest = max(1, records, inward, outward)
    advice = None
    if fewest == records and max(1, inward) < fewest:
        advice = "pack"
    elif max(1, records, inward) < fewest:
        advice = "fan-out"
    return fewest, advice
