# full-batch-is-asked -> 06.2.gives-up
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = math.ceil(shards * MONTH_S * price / budget)
    if rate / shards * window < 100:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
