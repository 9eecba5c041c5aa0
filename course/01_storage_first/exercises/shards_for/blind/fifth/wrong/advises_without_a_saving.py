# Names the tightest limit though 2.4 and 2.2 both need 3; forbidden: "None if neither would save a shard".
import math

MB = 1_048_576


def shards_for(profile, readers):
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    records = max(second["records"] for second in profile) / 1_000
    written = size / MB
    fetched = size * readers / (2 * MB)
    tightest = max(records, written, fetched)
    enough = max(1, math.ceil(tightest))
    if enough == 1 or tightest == written:
        return enough, None
    return enough, "pack" if tightest == records else "fan-out"
