# Takes the longest pause for the sum of the pauses: right for two attempts, too many from three on.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    slowest_first = sorted(latencies_s, reverse=True)
    count = len(slowest_first)
    must_s = next(s for cut, s in enumerate(slowest_first, start=1) if cut / count > most_needless)
    timeout_s = must_s * 1.01
    pause_s = {1: 0, 2: 1, 3: 2, 4: 4, 5: 8}
    attempts = 1
    for n in range(2, 6):
        if n * (timeout_s + timeout_s) + pause_s[n] <= patience_s:
            attempts = n
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
