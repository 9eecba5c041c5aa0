# Counts one timeout per attempt; forbidden: "An attempt can take connect_timeout and then read_timeout".
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut = max(count for count in range(len(ordered)) if count / len(ordered) <= most_needless)
    timeout = ordered[-1 - cut]
    attempts = 1
    while attempts < 5 and (attempts + 1) * timeout + sum([1, 2, 4, 8][:attempts]) <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
