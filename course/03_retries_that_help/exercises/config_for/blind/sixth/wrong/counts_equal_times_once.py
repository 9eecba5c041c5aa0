# Believed equal times can be merged: the share is then one of distinct times, not one of calls.
import math

from botocore.config import Config

PAUSES_S = (1, 2, 4, 8)


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(set(latencies_s), reverse=True)
    timeout_s = ordered[math.floor(len(ordered) * most_needless + 1e-9)] * 1.02
    fitting = [n for n in range(1, 6) if n * 2 * timeout_s + sum(PAUSES_S[: n - 1]) <= patience_s]
    retries = {"mode": "standard", "total_max_attempts": max(fitting, default=1)}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
