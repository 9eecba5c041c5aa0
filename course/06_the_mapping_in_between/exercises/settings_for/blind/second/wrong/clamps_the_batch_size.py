# Clamps the batch size to 10,000 instead of saying None: on a busy shard the size closes the batches.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    if window > min(300, promise_s):
        return None
    size = math.floor(2 * rate / shards * window) + 1
    return {"BatchSize": min(size, 10_000), "MaximumBatchingWindowInSeconds": window}
