import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    # observe
    window = math.ceil(shards * MONTH_S * price / budget) if budget else math.inf
    # locate
    if window > min(promise_s, 300):
        return None
    # contain
    if 2 * rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
