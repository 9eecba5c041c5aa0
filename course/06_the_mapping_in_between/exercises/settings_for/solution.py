import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    # observe
    window = math.ceil(shards * MONTH_S * price / budget)
    # locate
    if window > promise_s:
        return None
    # contain
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
