# BatchSize is exactly a window's records, so both close it; against "before their size does".
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > min(promise_s, 300):
        return None
    size = max(1, math.ceil(2 * rate * window / shards))
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window} if size <= 10_000 else None
