# Interpolates between two latencies as numpy does: the timeout lies between them and may cut off one more.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    place = (1 - most_needless) * (len(ordered) - 1)
    low, high = math.floor(place), math.ceil(place)
    timeout_s = ordered[low] + (place - low) * (ordered[high] - ordered[low])
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout_s + 2**attempts - 1 <= patience_s:
        attempts += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
