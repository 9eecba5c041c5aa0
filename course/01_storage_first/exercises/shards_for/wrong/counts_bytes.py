# bytes-alone -> 01.2.records-forgotten
import math


def shards_for(profile, readers):
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    return math.ceil(max(1, size / 1_048_576, readers * size / 2_097_152))
