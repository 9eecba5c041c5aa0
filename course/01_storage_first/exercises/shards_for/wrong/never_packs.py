# one-event-is-one-record -> 01.2.cure-missed
import math


def shards_for(profile, readers):
    records = max(second["records"] for second in profile) / 1_000
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile) / 1_048_576
    needed = math.ceil(max(1, records, size, readers * size / 2))
    return needed, "fan-out" if math.ceil(max(1, records, size)) < needed else None
