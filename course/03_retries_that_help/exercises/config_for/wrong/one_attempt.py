# one-attempt-is-quick -> 03.3.one-attempt
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    place = math.ceil(len(latencies_s) * (1 - most_needless)) - 1
    timeout_s = sorted(latencies_s)[place]
    retries = {"mode": "standard", "total_max_attempts": 1}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
