# Advises to pack whenever the mean event is below 1 KiB: many readers, or one shard, make that useless.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    worst = max(second["records"] for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    fewest = max(math.ceil(worst / 1000), into, out, 1)
    if fewest == 1:
        return fewest, None
    if worst and size / worst < 1024:
        return fewest, "pack"
    return fewest, "fan-out" if out > into else None
