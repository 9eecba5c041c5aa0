# Cuts to whole KiB before it rounds up: one byte above a limit disappears, and the stream is too small.
import math


def shards_for(profile, readers):
    records = max(math.ceil(second["records"] / 1000) for second in profile)
    kib = max((second["data_bytes"] + second["key_bytes"]) // 1024 for second in profile)
    into, out = math.ceil(kib / 1024), math.ceil(kib * readers / 2048)
    fewest = max(records, into, out, 1)
    if max(into, out, 1) < fewest:
        return fewest, "pack"
    if max(records, into, 1) < fewest:
        return fewest, "fan-out"
    return fewest, None
