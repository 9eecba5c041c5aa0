# Returns the text "none" where neither of the two saves a shard: None was asked for.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    records = max(math.ceil(second["records"] / 1000) for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = math.ceil(size / mib), math.ceil(size * readers / (2 * mib))
    fewest = max(records, into, out, 1)
    advice = "none"
    if max(into, out, 1) < fewest:
        advice = "pack"
    elif max(records, into, 1) < fewest:
        advice = "fan-out"
    return fewest, advice
