# Gives the attempts as max_attempts, one too many; forbidden: "`max_attempts` counts the retries".
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut = max(count for count in range(len(ordered)) if count / len(ordered) <= most_needless)
    timeout = ordered[-1 - cut]
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + sum([1, 2, 4, 8][:attempts]) <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
