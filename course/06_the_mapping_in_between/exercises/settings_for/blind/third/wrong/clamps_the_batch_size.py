# Believes the largest BatchSize will do for any window, so the size closes batches and costs go up.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > min(promise_s, 300):
        return None
    size = math.ceil(2 * rate * window / shards)
    return {"BatchSize": min(10_000, max(1, size)), "MaximumBatchingWindowInSeconds": window}
