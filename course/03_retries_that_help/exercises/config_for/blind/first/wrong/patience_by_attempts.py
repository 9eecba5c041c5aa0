# Divides the patience among five attempts and asks no measurement for the timeout.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    attempts = 5 if patience_s / 5 > ordered[len(ordered) // 2] else 1
    timeout_s = patience_s / attempts
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
