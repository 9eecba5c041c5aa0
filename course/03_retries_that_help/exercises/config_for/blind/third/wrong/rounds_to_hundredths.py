# Rounds the timeout to two digits: 14 ms become 10 ms, and more calls are cut off than may be.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    slowest_first = sorted(latencies_s, reverse=True)
    count = len(slowest_first)
    must_s = next(s for cut, s in enumerate(slowest_first, start=1) if cut / count > most_needless)
    timeout_s = max(round(must_s, 2), 0.01)
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout_s + 2**attempts - 1 <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
