# Tries 1, 2, 3 ... shards until every second fits, once as it is and once per remedy.
from itertools import count


def fits(shards, profile, readers, packed):
    for second in profile:
        size = second["data_bytes"] + second["key_bytes"]
        if not packed and second["records"] > shards * 1_000:
            return False
        if size > shards * 1_048_576 or size * readers > shards * 2_097_152:
            return False
    return True


def smallest(profile, readers, packed=False):
    return next(shards for shards in count(1) if fits(shards, profile, readers, packed))


def shards_for(profile, readers):
    now = smallest(profile, readers)
    if smallest(profile, readers, packed=True) < now:
        return now, "pack"
    if smallest(profile, 0) < now:
        return now, "fan-out"
    return now, None
