# Believes that a packed record drops the key bytes of its events; forbidden: "but the bytes stay the same".
import math

MB = 1_048_576


def shards_for(profile, readers):
    data = max(second["data_bytes"] for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    records = math.ceil(max(second["records"] for second in profile) / 1_000)
    written, fetched = math.ceil(size / MB), math.ceil(size * readers / (2 * MB))
    packed = max(1, math.ceil(data / MB), math.ceil(data * readers / (2 * MB)))
    enough = max(1, records, written, fetched)
    if records == enough and packed < enough:
        return enough, "pack"
    if max(1, records, written) < enough:
        return enough, "fan-out"
    return enough, None
