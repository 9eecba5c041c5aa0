# Cuts the records of a window to a whole number: 2.5 give 2, size closes first, a quiet stream gets 0.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    if window > min(300, promise_s):
        return None
    size = int(2 * rate / shards * window)
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
