# Believes that each pause is at most 1 s: true for the first, the next ones may be 2, 4, 8 s.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut_off = math.floor(len(ordered) * most_needless)
    read_s = ordered[max(0, len(ordered) - 1 - cut_off)]
    connect_s = read_s
    attempts = 1
    while attempts < 5 and (attempts + 1) * (connect_s + read_s) + attempts <= patience_s:
        attempts += 1
    return Config(
        connect_timeout=connect_s,
        read_timeout=read_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
