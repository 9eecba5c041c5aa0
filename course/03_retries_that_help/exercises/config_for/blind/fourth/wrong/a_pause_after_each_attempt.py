# Counts a pause after every attempt, also the last one, so it allows fewer attempts than are sure to fit.
from bisect import bisect_right
from itertools import accumulate

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    total = len(ordered)
    least = next(each for each in ordered if (total - bisect_right(ordered, each)) / total <= most_needless)
    timeout = 1.05 * least
    longest = accumulate(2 * timeout + pause for pause in (1, 2, 4, 8, 16))
    attempts = max(1, sum(each <= patience_s for each in longest))
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
