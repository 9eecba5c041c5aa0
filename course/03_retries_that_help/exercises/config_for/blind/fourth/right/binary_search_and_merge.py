# A binary search over the sorted calls, a recursive count of attempts, and configs that are merged.
from bisect import bisect_right

from botocore.config import Config


def attempts_in(patience_s, one_s, pause_s=1, left=5):
    """How many attempts of one_s fit, with pauses of 1, 2, 4 ... seconds before the further ones."""
    if left == 0 or patience_s < one_s:
        return 0
    rest_s = patience_s - one_s - pause_s
    return 1 + (attempts_in(rest_s, one_s, 2 * pause_s, left - 1) if rest_s >= 0 else 0)


def config_for(latencies_s, most_needless, patience_s):
    calls = sorted(latencies_s)

    def enough(index):
        slower = len(calls) - bisect_right(calls, calls[index])
        return slower / len(calls) <= most_needless

    low, high = 0, len(calls) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle + 1, high)
    timeout = calls[low] * 1.08
    timeouts = Config(connect_timeout=timeout, read_timeout=timeout)
    attempts = max(1, attempts_in(patience_s, 2 * timeout))
    return timeouts.merge(Config(retries={"mode": "standard", "total_max_attempts": attempts}))
