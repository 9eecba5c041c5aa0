# Sizes the batch for the case that one shard gets everything, up to the maximum.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    bought = budget / price
    if bought <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S / bought))
    if window > min(300, promise_s) or rate / shards * window > 10_000:
        return None
    size = min(10_000, max(100, math.ceil(rate * window) + 1))
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
