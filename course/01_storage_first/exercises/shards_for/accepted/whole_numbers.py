def shards_for(profile, readers):
    count = 1
    while any(
        second["records"] > 1_000 * count
        or max(2, readers) * (second["data_bytes"] + second["key_bytes"]) > 2 * 1_048_576 * count
        for second in profile
    ):
        count += 1
    return count
