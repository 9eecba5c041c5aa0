# Sorts `latencies_s` in place and loses the order of the calls; forbidden: "leave the list as it is".
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    latencies_s.sort(reverse=True)
    cut = max(count for count in range(len(latencies_s)) if count / len(latencies_s) <= most_needless)
    timeout = latencies_s[cut]
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + sum([1, 2, 4, 8][:attempts]) <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
