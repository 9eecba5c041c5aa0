# Believed jitter halves the pauses: that is their mean, so the attempts aren't sure to fit.
import math

from botocore.config import Config

PAUSES_S = (0.5, 1, 2, 4)  # full jitter: half of 1, 2, 4 and 8 s


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    allowed = math.floor(len(ordered) * most_needless + 1e-9)
    timeout_s = ordered[-1 - allowed] * 1.02
    fitting = [n for n in range(1, 6) if n * 2 * timeout_s + sum(PAUSES_S[: n - 1]) <= patience_s]
    retries = {"mode": "standard", "total_max_attempts": max(fitting, default=1)}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
