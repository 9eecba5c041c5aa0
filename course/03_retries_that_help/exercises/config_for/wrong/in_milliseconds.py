# timeouts-are-in-milliseconds -> 03.3.hangs
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    place = math.ceil(len(latencies_s) * (1 - most_needless)) - 1
    timeout_ms = 1_000 * sorted(latencies_s)[place]
    attempts = max(1, min(5, int(1_000 * patience_s / (timeout_ms + 300))))
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout_ms, read_timeout=timeout_ms, retries=retries)
