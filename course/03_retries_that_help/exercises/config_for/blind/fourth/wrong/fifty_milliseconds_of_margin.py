# Adds a fixed 50 ms as a margin, which is little on seconds but several times the need of fast calls.
from bisect import bisect_right

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    total = len(ordered)
    least = next(each for each in ordered if (total - bisect_right(ordered, each)) / total <= most_needless)
    timeout = least + 0.05
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + 2**attempts - 1 <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
