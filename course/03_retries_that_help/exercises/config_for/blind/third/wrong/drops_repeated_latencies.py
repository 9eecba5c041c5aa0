# Takes the percentile of the distinct latencies: with many equal ones the share is counted wrong.
import math

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(set(latencies_s))
    count = len(ordered)
    cut = 0
    while cut + 1 < count and (cut + 1) / count <= most_needless:
        cut += 1
    timeout_s = ordered[count - 1 - cut] * 1.02
    attempts = 1
    for more, pauses_s in ((2, 1), (3, 3), (4, 7), (5, 15)):
        if more * 2 * timeout_s + pauses_s <= patience_s:
            attempts = more
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
