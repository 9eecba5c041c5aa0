# Exact fractions of the decimal text for the share, a heap for the slowest calls.
import heapq
import math
from fractions import Fraction
from itertools import accumulate

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    may_cut = math.floor(Fraction(str(most_needless)) * len(latencies_s))
    may_cut = min(may_cut, len(latencies_s) - 1)
    longest_s = heapq.nlargest(may_cut + 1, latencies_s)[-1] * 1.03
    pauses = accumulate((0, 1, 2, 4, 8))
    worst = [count * (longest_s + longest_s) + paused for count, paused in enumerate(pauses, start=1)]
    fitting = [count for count, seconds in enumerate(worst, start=1) if seconds <= patience_s]
    return Config(
        connect_timeout=longest_s,
        read_timeout=longest_s,
        retries=dict(mode="standard", total_max_attempts=max(fitting, default=1)),
    )
