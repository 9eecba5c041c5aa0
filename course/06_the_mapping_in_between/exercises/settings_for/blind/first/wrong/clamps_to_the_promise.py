# Takes the shorter of both windows; where the promise is shorter the budget is broken in silence.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = min(math.ceil(shards * MONTH_S * price / budget), math.floor(promise_s), 300)
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
