# Rounds a float product down: 0.29 * 100 is 28.99..., one call too few is cut, the timeout is too long.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut = min(math.floor(most_needless * len(ordered)), len(ordered) - 1)
    timeout = ordered[len(ordered) - 1 - cut]
    attempts = 1
    for more, pauses in ((2, 1), (3, 3), (4, 7), (5, 15)):
        if more * 2 * timeout + pauses <= patience_s:
            attempts = more
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
