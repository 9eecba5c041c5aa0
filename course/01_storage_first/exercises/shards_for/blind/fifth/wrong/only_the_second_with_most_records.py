# Takes the bytes of the second with most records; forbidden: "For every second and every limit".
import math

MB = 1_048_576


def shards_for(profile, readers):
    busiest = max(profile, key=lambda second: second["records"])
    size = busiest["data_bytes"] + busiest["key_bytes"]
    records = math.ceil(busiest["records"] / 1_000)
    written = math.ceil(size / MB)
    fetched = math.ceil(size * readers / (2 * MB))
    enough = max(1, records, written, fetched)
    if max(1, written, fetched) < enough:
        return enough, "pack"
    if max(1, records, written) < enough:
        return enough, "fan-out"
    return enough, None
