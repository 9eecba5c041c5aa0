# Counts pauses with their mean, half the bound: with bad luck the caller waits too long.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut_off = math.floor(len(ordered) * most_needless)
    read_s = ordered[max(0, len(ordered) - 1 - cut_off)]
    connect_s = read_s
    attempts = 1
    for more in range(2, 6):
        pauses_s = sum(0.5 * 2**retry for retry in range(more - 1))
        if more * (connect_s + read_s) + pauses_s <= patience_s:
            attempts = more
    return Config(
        connect_timeout=connect_s,
        read_timeout=read_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
