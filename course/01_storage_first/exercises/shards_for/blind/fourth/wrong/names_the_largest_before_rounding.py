# Names the limit that is largest before rounding up, although lifting it may not save a whole shard.
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = max((second["records"] for second in profile), default=0)
    size = max((second["data_bytes"] + second["key_bytes"] for second in profile), default=0)
    by_records, by_bytes, by_reads = records / 1_000, size / MB, size * readers / (2 * MB)
    count = max(1, math.ceil(max(by_records, by_bytes, by_reads)))
    if count == 1:
        return 1, None
    if by_records > max(by_bytes, by_reads):
        return count, "pack"
    if by_reads > max(by_records, by_bytes):
        return count, "fan-out"
    return count, None
