# heapq.nlargest finds the time, without any margin, and a recursion counts the attempts.
import heapq

from botocore.config import Config


def fitting(attempts, timeout_s, patience_s):
    pauses_s = sum(2**number for number in range(attempts - 1))
    if attempts == 1 or attempts * (timeout_s + timeout_s) + pauses_s <= patience_s:
        return attempts
    return fitting(attempts - 1, timeout_s, patience_s)


def config_for(latencies_s, most_needless, patience_s):
    total = len(latencies_s)
    may_cut = max(count for count in range(total) if count / total <= most_needless)
    *_, timeout_s = heapq.nlargest(may_cut + 1, latencies_s)
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": fitting(5, timeout_s, patience_s)},
    )
