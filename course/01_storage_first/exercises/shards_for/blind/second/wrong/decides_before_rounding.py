# Names the largest ratio without asking whether the number falls: 2.5 by records and 2.3 by bytes are both 3.
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = max(second["records"] for second in profile) / 1_000
    moved = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    inward, outward = moved / MB, moved * readers / (2 * MB)
    fewest = max(1, math.ceil(max(records, inward, outward)))
    if fewest == 1:
        return fewest, None
    if records > max(inward, outward):
        return fewest, "pack"
    if outward > max(records, inward):
        return fewest, "fan-out"
    return fewest, None
