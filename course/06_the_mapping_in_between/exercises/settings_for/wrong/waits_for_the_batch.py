# batch-size-is-a-minimum -> 06.2.too-dear
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = math.ceil(shards * MONTH_S * price / budget)
    return {"BatchSize": math.ceil(rate / shards * window), "MaximumBatchingWindowInSeconds": 0}
