# Counts half of every pause because jitter halves it on average, so the attempts aren't sure to fit.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    total, cut = len(ordered), 0
    while (cut + 1) / total <= most_needless:
        cut += 1
    timeout_s = ordered[total - 1 - cut] * 1.02
    attempts = 1
    for count in range(2, 6):
        pauses_s = (2 ** (count - 1) - 1) / 2
        if count * 2 * timeout_s + pauses_s <= patience_s:
            attempts = count
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
