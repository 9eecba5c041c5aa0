# Sizes the batch for an even share with a tenth to spare: the fullest shard closes its batches by size.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    if window > min(300, promise_s):
        return None
    size = math.ceil(1.1 * rate / shards * window) + 1
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
