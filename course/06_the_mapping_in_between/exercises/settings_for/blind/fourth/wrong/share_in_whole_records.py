# Divides the rate by the shards with //, so the share loses its fraction, and the size closes batches first.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget == 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > 300 or window > promise_s:
        return None
    share = int(rate // shards)  # records per second and shard
    size = 2 * share * window + 1
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
