# Divides and adds one, 2 shards for exactly 1,000 records; forbidden: "the smallest number of shards".
MB = 1_048_576


def shards_for(profile, readers):
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    records = max(second["records"] for second in profile) // 1_000 + 1
    written = size // MB + 1
    fetched = size * readers // (2 * MB) + 1
    enough = max(records, written, fetched)
    if max(written, fetched) < enough:
        return enough, "pack"
    if max(records, written) < enough:
        return enough, "fan-out"
    return enough, None
