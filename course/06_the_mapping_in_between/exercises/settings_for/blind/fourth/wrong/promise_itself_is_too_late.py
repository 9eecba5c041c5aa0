# Gives up when the window is exactly as long as the promise (or as AWS's 300 s), which the text allows.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    try:
        window = max(1, math.ceil(shards * MONTH_S * price / budget))
    except ZeroDivisionError:
        return None
    if window >= promise_s or window >= 300:
        return None
    size = int(2 * rate * window / shards) + 1
    if size > 10_000:
        return None
    return dict(BatchSize=size, MaximumBatchingWindowInSeconds=window)
