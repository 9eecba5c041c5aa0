# readers-are-free -> 01.2.readers-forgotten
import math


def shards_for(profile, readers):
    needed = 1
    for second in profile:
        size = second["data_bytes"] + second["key_bytes"]
        needed = max(needed, second["records"] / 1_000, size / 1_048_576, size / 2_097_152)
    return math.ceil(needed)
