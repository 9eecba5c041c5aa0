# a-share-of-patience -> 03.3.too-long
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    timeout_s = patience_s / 8
    retries = {"mode": "standard", "total_max_attempts": 2}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
