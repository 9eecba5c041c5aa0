# Says the attempts as max_attempts, the retries without the first, and counts calls from the slowest down.
from itertools import accumulate

from botocore.config import Config

LONGEST_PAUSES_S = (1, 2, 4, 8)


def config_for(latencies_s, most_needless, patience_s):
    slowest_first = sorted(latencies_s, key=lambda each: -each)
    cut_off = 0
    while (cut_off + 1) / len(slowest_first) <= most_needless:
        cut_off += 1
    timeout = slowest_first[cut_off] * 1.05
    more = accumulate((pause + 2 * timeout for pause in LONGEST_PAUSES_S), initial=2 * timeout)
    retries = max(0, sum(longest <= patience_s for longest in more) - 1)
    return Config(
        read_timeout=timeout,
        connect_timeout=timeout,
        retries={"max_attempts": retries, "mode": "standard"},
    )
