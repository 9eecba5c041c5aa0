# rounding -> 01.2.rounded-down
def shards_for(profile, readers):
    records = max(second["records"] for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    return max(1, records // 1_000, size // 1_048_576, readers * size // 2_097_152)
