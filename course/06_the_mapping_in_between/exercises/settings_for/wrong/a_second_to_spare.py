# promise-needs-a-reserve -> 06.2.gives-up
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = math.ceil(shards * MONTH_S * price / budget)
    if window >= promise_s:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
