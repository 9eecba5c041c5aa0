# Cuts a long window to the promise, over budget; against "or None if no settings ... keep to both".
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    window = min(window, 300, math.floor(promise_s))
    if window < 1:
        return None
    size = math.floor(2 * rate * window / shards) + 1
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window} if size <= 10_000 else None
