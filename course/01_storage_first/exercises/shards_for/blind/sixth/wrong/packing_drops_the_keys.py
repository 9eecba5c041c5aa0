# Believed packed events need no keys: the text says the bytes stay the same, so "pack" may save nothing.
import math

MB = 1_048_576


def shards_for(profile, readers):
    by_records = math.ceil(max(second["records"] for second in profile) / 1_000)
    data = max(second["data_bytes"] for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    by_bytes, by_readers = math.ceil(size / MB), math.ceil(size * readers / (2 * MB))
    count = max(1, by_records, by_bytes, by_readers)
    packed = max(1, math.ceil(data / MB), math.ceil(data * readers / (2 * MB)))
    if packed < count and by_records == count:
        return count, "pack"
    if max(1, by_records, by_bytes) < count:
        return count, "fan-out"
    return count, None
