# Believed peaks can be added: data and keys may peak in different seconds, which asks for too much.
import math

MB = 1_048_576


def shards_for(profile, readers):
    peak = {name: max(second[name] for second in profile) for name in ("records", "data_bytes", "key_bytes")}
    size = peak["data_bytes"] + peak["key_bytes"]
    by_records = math.ceil(peak["records"] / 1_000)
    by_bytes = math.ceil(size / MB)
    by_readers = math.ceil(size * readers / (2 * MB))
    count = max(1, by_records, by_bytes, by_readers)
    if max(1, by_bytes, by_readers) < count:
        return count, "pack"
    if max(1, by_records, by_bytes) < count:
        return count, "fan-out"
    return count, None
