# Tries 1, 2, 3 ... shards until every second fits, then asks whether one less fits with a remedy.
from itertools import count as numbers


def shards_for(profile, readers):
    def enough(shards, packed=False, fanned_out=False):
        mega = 1_048_576 * shards
        for second in profile:
            size = second["data_bytes"] + second["key_bytes"]
            if not packed and second["records"] > 1_000 * shards:
                return False
            if size > mega or (not fanned_out and size * readers > 2 * mega):
                return False
        return True

    smallest = next(shards for shards in numbers(1) if enough(shards))
    if smallest > 1 and enough(smallest - 1, packed=True):
        return smallest, "pack"
    if smallest > 1 and enough(smallest - 1, fanned_out=True):
        return smallest, "fan-out"
    return smallest, None
