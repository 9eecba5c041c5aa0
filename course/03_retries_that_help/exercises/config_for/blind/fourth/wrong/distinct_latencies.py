# Makes a set of the latencies first, so equal ones count once and the share is one of values, not of calls.
from bisect import bisect_right

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(set(latencies_s))
    total = len(ordered)
    least = next(each for each in ordered if (total - bisect_right(ordered, each)) / total <= most_needless)
    timeout = 1.05 * least
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + 2**attempts - 1 <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
