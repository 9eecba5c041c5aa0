# itertools.accumulate for the times of one to five attempts, and bisect for how many of them fit.
from bisect import bisect_right
from itertools import accumulate, groupby

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    slower, limit = 0, max(latencies_s)
    for value, group in groupby(sorted(latencies_s, reverse=True)):
        limit = value
        slower += len(list(group))
        if slower / len(latencies_s) > most_needless:
            break
    limit *= 1.03
    ends = list(accumulate(pause_s + 2 * limit for pause_s in (0, 1, 2, 4, 8)))
    return Config(
        read_timeout=limit,
        connect_timeout=limit,
        retries={"total_max_attempts": max(1, bisect_right(ends, patience_s)), "mode": "standard"},
    )
