# the-retry-mode-is-standard-anyway -> 03.3.not-pinned
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    place = math.ceil(len(latencies_s) * (1 - most_needless)) - 1
    timeout_s = sorted(latencies_s)[place]
    attempts = max(1, min(5, int(patience_s / (timeout_s + 0.3))))
    retries = {"total_max_attempts": attempts}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
