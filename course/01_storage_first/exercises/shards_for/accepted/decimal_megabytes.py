from math import ceil

MB = 1_000_000


def shards_for(profile, readers):
    records = max(second["records"] for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    return max(1, ceil(records / 1_000), ceil(size / MB), ceil(readers * size / (2 * MB)))
