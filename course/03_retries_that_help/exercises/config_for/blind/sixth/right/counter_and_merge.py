# Takes away the slowest times one by one from a Counter, and merges two Configs.
from collections import Counter

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    calls, cut = Counter(latencies_s), 0
    for slowest_s in sorted(calls, reverse=True):
        cut += calls[slowest_s]
        if cut / len(latencies_s) > most_needless:
            break
    timeout_s = slowest_s + slowest_s / 50
    attempts = 5
    while attempts > 1 and attempts * (timeout_s + timeout_s) + 2 ** (attempts - 1) - 1 > patience_s:
        attempts -= 1
    timeouts = Config(connect_timeout=timeout_s, read_timeout=timeout_s)
    return timeouts.merge(Config(retries={"mode": "standard", "total_max_attempts": attempts}))
