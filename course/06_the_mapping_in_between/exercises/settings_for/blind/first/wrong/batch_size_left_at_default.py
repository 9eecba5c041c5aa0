# Sets the window only and leaves BatchSize at 100; the size closes the batches before the window does.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = math.ceil(shards * MONTH_S * price / budget)
    if window > min(promise_s, 300):
        return None
    return {"BatchSize": 100, "MaximumBatchingWindowInSeconds": window}
