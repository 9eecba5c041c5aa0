# Sets no connect_timeout: a lost connection waits 60 s at every attempt.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut_off = math.floor(len(ordered) * most_needless)
    read_s = ordered[max(0, len(ordered) - 1 - cut_off)]
    attempts = 1
    while attempts < 5 and (attempts + 1) * read_s + 2**attempts - 1 <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(read_timeout=read_s, retries=retries)
