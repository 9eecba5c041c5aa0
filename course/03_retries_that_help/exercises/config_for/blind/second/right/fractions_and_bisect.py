# Style: exact fractions for the share, bisect with a key for the attempts, a margin of 4 % on the timeout.
import bisect
import math
from fractions import Fraction

from botocore.config import Config

PAUSES = (0, 1, 3, 7, 15)


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    may_be_cut = math.floor(Fraction(str(most_needless)) * len(ordered))
    timeout = ordered[max(len(ordered) - may_be_cut, 1) - 1] * 1.04
    longest = [(number + 1) * (timeout + timeout) + pause for number, pause in enumerate(PAUSES)]
    attempts = max(bisect.bisect_right(longest, patience_s), 1)
    retries = dict(total_max_attempts=attempts, mode="standard")
    return Config(retries=retries, **dict.fromkeys(("connect_timeout", "read_timeout"), timeout))
