# Takes the percentile of the distinct latencies: equal ones count once, so the timeout is wrong.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(set(latencies_s), reverse=True)
    cut = sum(1 for place in range(1, len(ordered)) if place / len(ordered) <= most_needless)
    timeout = ordered[cut]
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + 2**attempts - 1 <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
