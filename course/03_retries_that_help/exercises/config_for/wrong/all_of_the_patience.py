# patience-is-the-timeout -> 03.3.hangs
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    retries = {"mode": "standard", "total_max_attempts": 2}
    return Config(connect_timeout=patience_s, read_timeout=patience_s, retries=retries)
