# Believes a window has to be shorter than the promise, so one that is exactly as long is refused.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window not in range(1, min(301, math.ceil(promise_s))):
        return None
    size = max(1, math.ceil(2 * rate / shards * window))
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
