# Interpolates between latencies as numpy does: the value may lie below a call that it must not cut off.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    place = (1 - most_needless) * (len(ordered) - 1)
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    timeout = low + (high - low) * (place - math.floor(place))
    attempts = 1
    for more, pauses in ((2, 1), (3, 3), (4, 7), (5, 15)):
        if more * 2 * timeout + pauses <= patience_s:
            attempts = more
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
