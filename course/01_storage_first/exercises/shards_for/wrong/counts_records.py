# records-alone -> 01.2.bytes-forgotten
import math


def shards_for(profile, readers):
    return max(1, math.ceil(max(second["records"] for second in profile) / 1_000))
