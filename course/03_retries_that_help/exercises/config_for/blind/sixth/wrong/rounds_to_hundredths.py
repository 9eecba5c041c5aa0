# Believed hundredths are exact enough: rounding 0.014 s to 0.01 s cuts off calls that had to pass.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    allowed = math.floor(len(ordered) * most_needless + 1e-9)
    timeout_s = max(0.01, round(ordered[-1 - allowed], 2))
    attempts = 1
    while attempts < 5 and 2 * timeout_s * (attempts + 1) + 2**attempts - 1 <= patience_s:
        attempts += 1
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
