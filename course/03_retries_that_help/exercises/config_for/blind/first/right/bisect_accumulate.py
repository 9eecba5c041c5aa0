# bisect on the accumulated worst cases, heapq for the slowest calls.
import heapq
import math
from bisect import bisect_right
from itertools import accumulate

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    may_cut = min(len(latencies_s) - 1, math.floor(len(latencies_s) * most_needless))
    read_s = heapq.nlargest(may_cut + 1, latencies_s)[-1]
    one_s = 2 * read_s
    worst = list(accumulate((one_s + pause for pause in (1, 2, 4, 8)), initial=one_s))
    attempts = max(1, bisect_right(worst, patience_s))
    return Config(
        connect_timeout=read_s,
        read_timeout=read_s,
        retries=dict(total_max_attempts=attempts, mode="standard"),
    )
