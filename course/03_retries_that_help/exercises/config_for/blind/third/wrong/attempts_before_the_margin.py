# Counts the attempts with the percentile and lengthens the timeouts later: the last attempt may not fit.
import math

from botocore.config import Config

PAUSES_S = (0, 1, 3, 7, 15)


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    needed_s = min(
        limit for limit in ordered if sum(s > limit for s in ordered) / len(ordered) <= most_needless
    )
    attempts = sum(n * 2 * needed_s + PAUSES_S[n - 1] <= patience_s for n in range(1, 6)) or 1
    timeout_s = needed_s * 1.09  # a margin, below a tenth
    return Config(
        connect_timeout=timeout_s,
        read_timeout=timeout_s,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
