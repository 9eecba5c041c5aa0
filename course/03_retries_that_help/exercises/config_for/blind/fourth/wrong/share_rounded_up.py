# Rounds the number of calls that may be cut off up, so one call in three is cut off where 0.1 % is allowed.
import math
from fractions import Fraction

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s, reverse=True)
    cut_off = math.ceil(Fraction(str(most_needless)) * len(ordered))
    timeout = 1.05 * ordered[min(cut_off, len(ordered) - 1)]
    attempts = 1
    while attempts < 5 and (attempts + 1) * 2 * timeout + 2**attempts - 1 <= patience_s:
        attempts += 1
    retries = {"mode": "standard", "total_max_attempts": attempts}
    return Config(connect_timeout=timeout, read_timeout=timeout, retries=retries)
