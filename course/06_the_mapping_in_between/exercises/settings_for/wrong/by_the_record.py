# records-are-billed -> 06.2.too-slow
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = min(300, math.ceil(rate * MONTH_S * price / budget))
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
