# keys-are-free -> 01.2.keys-forgotten
import math


def shards_for(profile, readers):
    needed = 1
    for second in profile:
        size = second["data_bytes"]
        needed = max(needed, second["records"] / 1_000, size / 1_048_576, readers * size / 2_097_152)
    return math.ceil(needed)
