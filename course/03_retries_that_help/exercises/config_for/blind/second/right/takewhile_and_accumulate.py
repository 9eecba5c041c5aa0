# Style: drops the slowest calls in a loop, accumulate and takewhile for the attempts.
import math
from itertools import accumulate, takewhile

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    slowest_first = sorted(latencies_s, reverse=True)
    dropped = 0
    while dropped + 1 < len(slowest_first) and (dropped + 1) / len(slowest_first) <= most_needless:
        dropped += 1
    timeout = slowest_first[dropped]
    pauses = accumulate((0, 1, 2, 4, 8))
    needed = (n * 2 * timeout + pause for n, pause in enumerate(pauses, start=1))
    attempts = len(list(takewhile(lambda seconds: seconds <= patience_s, needed))) or 1
    return Config(
        read_timeout=timeout,
        connect_timeout=timeout,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
