# Sorts latencies_s in place, so the caller's list is no longer in the order of the calls.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    latencies_s.sort(reverse=True)
    cut = 0
    while (cut + 1) / len(latencies_s) <= most_needless:
        cut += 1
    timeout_s = latencies_s[cut] * 1.02
    attempts = 1
    for count in range(2, 6):
        if count * 2 * timeout_s + 2 ** (count - 1) - 1 <= patience_s:
            attempts = count
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
