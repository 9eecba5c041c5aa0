# Believes int() is close enough for a BatchSize, so the size closes batches first and a quiet stream gets 0.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S / (budget / price)))
    if window > 300 or window > promise_s:
        return None
    size = int(2 * rate / shards * window)
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
