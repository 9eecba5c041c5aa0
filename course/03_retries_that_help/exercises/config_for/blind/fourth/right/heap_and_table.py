# Counts how many calls may be cut off, takes the slowest from a heap, and has a table of what attempts take.
import heapq

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    calls = len(latencies_s)
    may_be_cut_off = sum(count / calls <= most_needless for count in range(1, calls))
    least = heapq.nlargest(may_be_cut_off + 1, latencies_s)[-1]
    timeout = least * 1.02
    takes = {1: 2 * timeout, 2: 4 * timeout + 1, 3: 6 * timeout + 3, 4: 8 * timeout + 7, 5: 10 * timeout + 15}
    attempts = max((number for number, longest in takes.items() if longest <= patience_s), default=1)
    return Config(
        connect_timeout=timeout,
        read_timeout=timeout,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
