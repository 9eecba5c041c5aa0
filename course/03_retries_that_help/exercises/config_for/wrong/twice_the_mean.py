# twice-the-mean -> 03.3.needless
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    timeout_s = 2 * sum(latencies_s) / len(latencies_s)
    attempts = max(1, min(5, int(patience_s / (timeout_s + 0.3))))
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
