import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s, reverse=True)
    timeout_s = ordered[math.floor(len(ordered) * most_needless + 1e-9)]
    retries = 0
    while retries < 4 and (retries + 2) * 2 * timeout_s + 2 ** (retries + 1) - 1 <= patience_s:
        retries += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "max_attempts": retries},
    )
