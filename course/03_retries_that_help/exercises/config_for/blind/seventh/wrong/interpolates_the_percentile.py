# Interpolates between two measured times, so with few calls the timeout cuts off too many of them.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    place = (len(ordered) - 1) * (1 - most_needless)
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    timeout_s = low + (high - low) * (place - math.floor(place))
    attempts, needed_s = 1, 2 * timeout_s
    for pause_s in (1, 2, 4, 8):
        needed_s += pause_s + 2 * timeout_s
        if needed_s > patience_s:
            break
        attempts += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
