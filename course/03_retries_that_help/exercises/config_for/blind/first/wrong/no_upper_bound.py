# Forgets that there are five attempts at most: a patient caller gets more.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut_off = math.floor(len(ordered) * most_needless)
    read_s = ordered[max(0, len(ordered) - 1 - cut_off)]
    connect_s = read_s
    attempts, total_s = 1, connect_s + read_s
    while attempts < 100:
        total_s += connect_s + read_s + min(20, 2 ** (attempts - 1))
        if total_s > patience_s:
            break
        attempts += 1
    return Config(
        connect_timeout=connect_s,
        read_timeout=read_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
