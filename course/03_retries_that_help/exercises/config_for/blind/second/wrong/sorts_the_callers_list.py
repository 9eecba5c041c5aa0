# Sorts the caller's list, which must stay as it came.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    latencies_s.sort(reverse=True)
    number = len(latencies_s)
    timeout = next(each for place, each in enumerate(latencies_s, 1) if place / number > most_needless)
    attempts = 1
    for more, pauses in ((2, 1), (3, 3), (4, 7), (5, 15)):
        if more * 2 * timeout + pauses <= patience_s:
            attempts = more
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
