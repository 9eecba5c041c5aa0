# A table of limits, evaluated whole and with one of them left out.
import math

LIMITS = {
    "pack": lambda second, readers: second["records"] / 1000,
    "keep": lambda second, readers: (second["data_bytes"] + second["key_bytes"]) / 2**20,
    "fan-out": lambda second, readers: readers * (second["data_bytes"] + second["key_bytes"]) / 2**21,
}


def fewest(profile, readers, without=None):
    asked = [
        limit(second, readers) for name, limit in LIMITS.items() if name != without for second in profile
    ]
    return max(1, math.ceil(max(asked)))


def shards_for(profile, readers):
    count = fewest(profile, readers)
    for advice in ("pack", "fan-out"):
        if fewest(profile, readers, without=advice) < count:
            return count, advice
    return count, None
