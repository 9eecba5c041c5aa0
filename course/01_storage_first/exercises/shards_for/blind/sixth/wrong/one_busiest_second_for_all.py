# Believed the second with the most records is the busiest for all limits: few large events are missed.
import math

MB = 1_048_576


def shards_for(profile, readers):
    busiest = max(profile, key=lambda second: second["records"])
    size = busiest["data_bytes"] + busiest["key_bytes"]
    needed = {
        "pack": math.ceil(busiest["records"] / 1_000),
        None: max(1, math.ceil(size / MB)),
        "fan-out": math.ceil(size * readers / (2 * MB)),
    }
    count = max(needed.values())
    deciding = [advice for advice, number in needed.items() if number == count]
    return count, deciding[0] if len(deciding) == 1 else None
