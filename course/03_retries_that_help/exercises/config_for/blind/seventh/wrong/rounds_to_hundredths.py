# Rounds the timeout to hundredths of a second, which cuts off calls of 14 ms that it must not cut off.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    total, cut = len(ordered), 0
    while (cut + 1) / total <= most_needless:
        cut += 1
    timeout_s = max(0.01, round(ordered[total - 1 - cut], 2))
    attempts = 1
    for count in range(2, 6):
        if count * 2 * timeout_s + 2 ** (count - 1) - 1 <= patience_s:
            attempts = count
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
