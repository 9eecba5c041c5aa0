# Rounds the megabytes up before it multiplies them by the readers, so 1.1 MB for three readers are 3 shards.
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = max((second["records"] for second in profile), default=0)
    size = max((second["data_bytes"] + second["key_bytes"] for second in profile), default=0)
    by_records, by_bytes = math.ceil(records / 1_000), math.ceil(size / MB)
    by_reads = math.ceil(by_bytes * readers / 2)
    count = max(1, by_records, by_bytes, by_reads)
    if max(1, by_bytes, by_reads) < count:
        return count, "pack"
    if max(1, by_records, by_bytes) < count:
        return count, "fan-out"
    return count, None
