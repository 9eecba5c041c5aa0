# Recursion from five attempts down, until they fit.
from botocore.config import Config


def _try(attempts, timeout_s, patience_s):
    pauses_s = sum((1, 2, 4, 8)[: attempts - 1])
    if attempts > 1 and attempts * 2 * timeout_s + pauses_s > patience_s:
        return _try(attempts - 1, timeout_s, patience_s)
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)


def config_for(latencies_s, most_needless, patience_s):
    slow_first = sorted(latencies_s)[::-1]
    cut = min(int(len(slow_first) * most_needless), len(slow_first) - 1)
    return _try(5, slow_first[cut] * 1.02, patience_s)
