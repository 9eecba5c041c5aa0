# Helper functions, the attempts by recursion from five down to one.
import math

from botocore.config import Config


def percentile(latencies_s, most_needless):
    ordered = sorted(latencies_s)
    total = len(ordered)
    for place, value in enumerate(ordered):
        slower = total - 1 - place
        if slower / total <= most_needless:
            return value
    return ordered[-1]


def fitting(attempts, each_s, patience_s):
    if attempts == 1:
        return 1
    worst_s = attempts * each_s + sum(2**k for k in range(attempts - 1))
    return attempts if worst_s <= patience_s else fitting(attempts - 1, each_s, patience_s)


def config_for(latencies_s, most_needless, patience_s):
    timeout_s = 1.08 * percentile(latencies_s, most_needless)
    attempts = fitting(5, 2 * timeout_s, patience_s)
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
