# slowest-seen-is-safe -> 03.3.too-long
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    may_be_cut = math.floor(len(latencies_s) * most_needless)
    timeout_s = max(latencies_s)
    attempts = 1
    while attempts < 5 and 2 * timeout_s * (attempts + 1) + 2**attempts - 1 <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
