# Cuts a batch that is too large down to 10,000, so on the fullest shard its size closes it before the window.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if not budget:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    if window > min(promise_s, 300):
        return None
    fullest = 2 * rate / shards
    return {
        "BatchSize": min(10_000, math.floor(fullest * window) + 1),
        "MaximumBatchingWindowInSeconds": window,
    }
