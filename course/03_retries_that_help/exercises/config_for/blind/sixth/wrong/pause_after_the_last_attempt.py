# Believed every attempt is followed by a pause: the last one isn't, so an attempt that fits is left out.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    allowed = math.floor(len(ordered) * most_needless + 1e-9)
    timeout_s = ordered[-1 - allowed] * 1.02
    attempts, left_s = 0, patience_s
    for pause_s in (1, 2, 4, 8, 0):
        left_s -= 2 * timeout_s + pause_s
        if left_s < 0:
            break
        attempts += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": max(1, attempts)},
    )
