# Tries every measured time from the shortest and counts the calls it would cut off.
from bisect import bisect_right
from itertools import accumulate

from botocore.config import Config


def config_for(latencies_s, most_needless, patience_s):
    ordered = sorted(latencies_s)
    calls = len(ordered)
    enough = next(s for s in ordered if (calls - bisect_right(ordered, s)) / calls <= most_needless)
    limit_s = enough * 1.001
    one_s = 2 * limit_s
    needs = accumulate((1, 2, 4, 8), lambda need_s, pause_s: need_s + pause_s + one_s, initial=one_s)
    attempts = sum(need_s <= patience_s for need_s in needs) or 1
    return Config(
        read_timeout=limit_s,
        connect_timeout=limit_s,
        retries=dict(mode="standard", total_max_attempts=attempts),
    )
