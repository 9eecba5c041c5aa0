# Names the first limit that decides without asking whether the number falls: at two limits it must be None.
import math


def shards_for(profile, readers):
    mib = 1_048_576
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    need = {
        "pack": max(math.ceil(second["records"] / 1000) for second in profile),
        "fan-out": math.ceil(size * readers / (2 * mib)),
        None: math.ceil(size / mib),
    }
    advice = max(need, key=need.get)
    return max(1, need[advice]), advice if need[advice] > 1 else None
