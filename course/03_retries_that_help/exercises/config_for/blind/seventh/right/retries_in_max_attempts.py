# Says the attempts as retries in max_attempts, one less, and finds the time with next and bisect.
from bisect import bisect_right

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered, total = sorted(latencies_s), len(latencies_s)
    enough_s = next(
        each for each in ordered if (total - bisect_right(ordered, each)) / total <= most_needless
    )
    timeout_s = 1.05 * enough_s
    retries = 0
    while retries < 4 and (retries + 2) * 2 * timeout_s + (1, 3, 7, 15)[retries] <= patience_s:
        retries += 1
    standard = {"mode": "standard", "max_attempts": retries}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=standard)
