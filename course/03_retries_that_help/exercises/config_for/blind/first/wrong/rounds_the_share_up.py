# Rounds the number of calls that may be cut off up: of 10 calls at 0.25 it cuts off 3.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    may_cut = min(len(ordered) - 1, math.ceil(len(ordered) * most_needless))
    read_s = ordered[len(ordered) - 1 - may_cut]
    connect_s = read_s
    attempts = 1
    while attempts < 5:
        pauses_s = sum(2**retry for retry in range(attempts))
        if (attempts + 1) * (connect_s + read_s) + pauses_s > patience_s:
            break
        attempts += 1
    return Config(
        connect_timeout=connect_s,
        read_timeout=read_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
