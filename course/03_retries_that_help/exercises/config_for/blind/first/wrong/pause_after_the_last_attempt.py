# Counts a pause behind the last attempt too: one attempt fewer than would fit.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    cut_off = math.floor(len(ordered) * most_needless)
    read_s = ordered[max(0, len(ordered) - 1 - cut_off)]
    connect_s = read_s
    attempts = 1
    for more in range(2, 6):
        pauses_s = 2**more - 1  # 1, 2, 4 ... one for each attempt
        if more * (connect_s + read_s) + pauses_s <= patience_s:
            attempts = more
    return Config(
        connect_timeout=connect_s,
        read_timeout=read_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
