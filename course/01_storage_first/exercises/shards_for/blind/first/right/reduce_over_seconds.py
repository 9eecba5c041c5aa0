# functools.reduce keeps the three maxima while it walks the minute; the strict largest names the remedy.
import math
from functools import reduce


def shards_for(profile, readers):
    def worst(so_far, second):
        size = second["data_bytes"] + second["key_bytes"]
        asked = second["records"] / 1000, size / 1_048_576, size * readers / 2_097_152
        return tuple(max(a, math.ceil(b)) for a, b in zip(so_far, asked, strict=True))

    records, written, read = reduce(worst, profile, (1, 1, 1))
    if records > max(written, read):
        return records, "pack"
    if read > max(records, written):
        return read, "fan-out"
    return max(records, written, read), None
