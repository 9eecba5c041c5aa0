import math


def shards_for(profile, readers):
    needed = 1
    for second in profile:
        # observe
        size = second["data_bytes"] + second["key_bytes"]
        # locate
        wanted = [second["records"] / 1_000, size / 1_048_576, readers * size / 2_097_152]
        # contain
        needed = max(needed, *wanted)
    # prove
    return math.ceil(needed)
