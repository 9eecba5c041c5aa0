import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    may_be_cut = math.floor(len(latencies_s) * most_needless)
    timeout_s = sorted(latencies_s)[len(latencies_s) - 1 - may_be_cut]
    attempts, longest_s = 1, 2 * timeout_s
    for pause_s in (1, 2, 4, 8):
        longest_s += pause_s + 2 * timeout_s
        attempts += longest_s <= patience_s
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout_s, read_timeout=timeout_s, retries=retries)
