# Sizes the batch for the mean shard exactly; a fuller shard's size closes first.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = math.ceil(shards * MONTH_S * price / budget)
    size = math.ceil(rate * window / shards)
    if window > min(promise_s, 300) or size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
