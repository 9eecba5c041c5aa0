# Adds a pause after the last attempt too, so it allows fewer attempts than fit into the patience.
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    total, cut = len(ordered), 0
    while (cut + 1) / total <= most_needless:
        cut += 1
    timeout_s = ordered[total - 1 - cut] * 1.02
    attempts, needed_s = 0, 0.0
    for pause_s in (1, 2, 4, 8, 16):
        needed_s += 2 * timeout_s + pause_s
        if needed_s > patience_s:
            break
        attempts += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": max(1, attempts)},
    )
