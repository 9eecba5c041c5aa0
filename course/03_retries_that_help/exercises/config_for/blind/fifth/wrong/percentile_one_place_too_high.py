# int(n * share) is one place too high; forbidden: "at most a tenth longer than it has to be".
from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    place = int(len(ordered) * (1 - most_needless))
    timeout = ordered[min(place, len(ordered) - 1)]
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + sum([1, 2, 4, 8][:attempts]) <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
