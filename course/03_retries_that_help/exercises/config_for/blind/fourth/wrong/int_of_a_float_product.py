# Computes int(share * n): int(0.29 * 100) is 28, so the timeout waits for a call that it may cut off.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s, reverse=True)
    timeout = 1.05 * ordered[int(most_needless * len(ordered))]
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + 2**attempts - 1 <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
