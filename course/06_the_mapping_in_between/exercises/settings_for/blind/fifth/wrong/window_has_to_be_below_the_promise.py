# Rejects a window that equals the promise; against "no window may be LONGER than `promise_s` seconds".
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if not (window < promise_s and window <= 300):
        return None
    size = math.floor(2 * rate * window / shards) + 1
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window} if size <= 10_000 else None
