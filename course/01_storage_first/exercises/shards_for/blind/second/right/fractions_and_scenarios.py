# Exact fractions; a measure is the load with one limit left out, and the first that saves a shard is named.
import math
from fractions import Fraction

MB = 2**20


def limits(profile, readers):
    for second in profile:
        size = second["data_bytes"] + second["key_bytes"]
        yield "records", Fraction(second["records"], 1_000)
        yield "in", Fraction(size, MB)
        yield "out", Fraction(size * readers, 2 * MB)


def needed(asked, without=None):
    return max([1, *(math.ceil(share) for limit, share in asked if limit != without)])


def shards_for(profile, readers):
    asked = list(limits(profile, readers))
    fewest = needed(asked)
    measures = {"pack": "records", "fan-out": "out"}
    saves = (name for name, limit in measures.items() if needed(asked, without=limit) < fewest)
    return fewest, next(saves, None)
