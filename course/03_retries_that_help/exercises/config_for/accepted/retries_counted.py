import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s, reverse=True)
    timeout_s = ordered[math.floor(len(ordered) * most_needless + 1e-9)]
    retries = min(4, max(0, int((patience_s - timeout_s) // (timeout_s + 0.4))))
    return Config(
        connect_timeout=min(1, timeout_s),
        read_timeout=timeout_s,
        retries={"mode": "standard", "max_attempts": retries},
    )
