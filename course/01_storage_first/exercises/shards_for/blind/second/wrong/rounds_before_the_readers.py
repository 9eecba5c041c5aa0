# Rounds the MB up before it multiplies by the readers: 1.1 MB for three become 3 shards in place of 2.
import math

MB = 1_048_576


def shards_for(profile, readers):
    records = math.ceil(max(second["records"] for second in profile) / 1_000)
    megabytes = math.ceil(max(second["data_bytes"] + second["key_bytes"] for second in profile) / MB)
    inward, outward = megabytes, math.ceil(megabytes * readers / 2)
    fewest = max(1, records, inward, outward)
    if max(1, inward, outward) < fewest:
        return fewest, "pack"
    if max(1, records, inward) < fewest:
        return fewest, "fan-out"
    return fewest, None
