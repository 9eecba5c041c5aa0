# round(x, 2) can be below the percentile and cut off more; forbidden: "at most the share `most_needless`".
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut = max(count for count in range(len(ordered)) if count / len(ordered) <= most_needless)
    timeout = round(ordered[-1 - cut], 2) or 0.01
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + sum([1, 2, 4, 8][:attempts]) <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
