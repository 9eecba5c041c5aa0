# Counts shards up from one until every second fits, with the limits switched on and off.
def fits(count, profile, readers, packed=False, fan_out=False):
    for second in profile:
        size = second["data_bytes"] + second["key_bytes"]
        if not packed and second["records"] > 1_000 * count:
            return False
        if size > 1_048_576 * count:
            return False
        if not fan_out and readers * size > 2_097_152 * count:
            return False
    return True


def shards_for(profile, readers):
    count = 1
    while not fits(count, profile, readers):
        count += 1
    if count > 1 and fits(count - 1, profile, readers, packed=True):
        return count, "pack"
    if count > 1 and fits(count - 1, profile, readers, fan_out=True):
        return count, "fan-out"
    return count, None
