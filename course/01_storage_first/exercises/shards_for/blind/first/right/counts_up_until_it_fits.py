# Tries one shard, two, three, until every second fits; once as it is and once for each remedy.
import math
from itertools import count


def fits(shards, second, readers, packed, fanned):
    size = second["data_bytes"] + second["key_bytes"]
    return (
        (packed or second["records"] <= 1000 * shards)
        and size <= 1_048_576 * shards
        and (fanned or size * readers <= 2 * 1_048_576 * shards)
    )


def shards_for(profile, readers):
    def needed(packed=False, fanned=False):
        return next(n for n in count(1) if all(fits(n, s, readers, packed, fanned) for s in profile))

    plain = needed()
    if needed(packed=True) < plain:
        return plain, "pack"
    if needed(fanned=True) < plain:
        return plain, "fan-out"
    return plain, None
