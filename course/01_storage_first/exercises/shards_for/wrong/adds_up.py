# limits-add-up -> 01.2.added
import math


def shards_for(profile, readers):
    records = max(second["records"] for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    return max(1, math.ceil(records / 1_000) + math.ceil(size / 1_048_576))
