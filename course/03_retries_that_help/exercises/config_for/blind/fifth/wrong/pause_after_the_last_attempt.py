# Counts a pause after the last attempt too; forbidden: "as many attempts as are sure to fit", "between".
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut = max(count for count in range(len(ordered)) if count / len(ordered) <= most_needless)
    timeout = ordered[-1 - cut]
    attempts, spent = 0, 0.0
    for pause in (1, 2, 4, 8, 8):
        spent += 2 * timeout + pause
        if spent > patience_s:
            break
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": max(1, attempts)}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
