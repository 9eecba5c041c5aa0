# Forgets that the budget may be 0: raises a ZeroDivisionError instead of returning None.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > min(promise_s, 300):
        return None
    batch = max(1, math.ceil(2 * rate / shards * window))
    if batch > 10_000:
        return None
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window}
