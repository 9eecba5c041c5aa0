# Binary search over the possible windows with bisect and a key.
import bisect
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    windows = range(1, 301)
    at = bisect.bisect_left(windows, True, key=lambda w: shards * MONTH_S / w * price <= budget)
    if at == len(windows) or windows[at] > promise_s:
        return None
    window = windows[at]
    size = math.floor(window * 2 * rate / shards) + 1
    if size > 10_000:
        return None
    return dict(BatchSize=size, MaximumBatchingWindowInSeconds=window)
