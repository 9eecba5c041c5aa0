# Sets max_attempts, which counts the retries without the first attempt, so there is one attempt too many.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    total, cut = len(ordered), 0
    while (cut + 1) / total <= most_needless:
        cut += 1
    timeout_s = ordered[total - 1 - cut] * 1.02
    attempts = 1
    for count in range(2, 6):
        if count * 2 * timeout_s + 2 ** (count - 1) - 1 <= patience_s:
            attempts = count
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "max_attempts": attempts},
    )
