# Believed the first tenth of the calls is warm-up: these calls count too, and too many of them are cut off.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    warm = sorted(latencies_s[len(latencies_s) // 10 :])
    allowed = math.floor(len(warm) * most_needless + 1e-9)
    timeout_s = warm[len(warm) - 1 - allowed] * 1.05
    attempts = 1
    while attempts < 5 and 2 * timeout_s * (attempts + 1) + 2**attempts - 1 <= patience_s:
        attempts += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
