# Believes that packing drops the partition keys, though the bytes stay the same, and so advises it in vain.
import math

MB = 1_048_576


def shards_for(profile, readers):
    def needed(records=True, keys=True, reads=True):
        count = 1
        for second in profile:
            size = second["data_bytes"] + second["key_bytes"] * keys
            count = max(count, math.ceil(second["records"] * records / 1_000), math.ceil(size / MB))
            count = max(count, math.ceil(size * readers * reads / (2 * MB)))
        return count

    count = needed()
    if needed(records=False, keys=False) < count:
        return count, "pack"
    if needed(reads=False) < count:
        return count, "fan-out"
    return count, None
