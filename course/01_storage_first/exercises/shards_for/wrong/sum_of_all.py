# whole-minute-at-once -> 01.2.whole-minute
import math


def shards_for(profile, readers):
    records = sum(second["records"] for second in profile)
    size = sum(second["data_bytes"] + second["key_bytes"] for second in profile)
    return math.ceil(max(1, records / 1_000, size / 1_048_576, readers * size / 2_097_152))
