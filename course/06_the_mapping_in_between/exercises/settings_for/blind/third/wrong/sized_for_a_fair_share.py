# Believes the shards share the rate evenly, so the batches of the fullest shard are closed by their size.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    affordable = budget / price
    if not affordable:
        return None
    window = max(1, math.ceil(shards * MONTH_S / affordable))
    if window > promise_s or window > 300:
        return None
    size = max(1, math.ceil(rate / shards * window))
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window} if size <= 10_000 else None
