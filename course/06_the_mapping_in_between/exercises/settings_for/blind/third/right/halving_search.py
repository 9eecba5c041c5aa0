# Halving search for the shortest window, and always the largest BatchSize if it is large enough.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    def costs(window):
        return MONTH_S * shards * price / window

    low, high = 1, math.floor(min(300, promise_s))
    if high < 1 or costs(high) > budget:
        return None
    while low < high:
        middle = (low + high) // 2
        if costs(middle) <= budget:
            high = middle
        else:
            low = middle + 1
    if low * 2 * rate / shards > 10_000:
        return None
    return dict(BatchSize=10_000, MaximumBatchingWindowInSeconds=low)
