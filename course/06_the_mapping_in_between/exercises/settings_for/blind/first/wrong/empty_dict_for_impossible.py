# Returns an empty dict if both can't be kept; that's a mapping at its defaults, not None.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return {}
    window = math.ceil(shards * MONTH_S * price / budget)
    if window > min(promise_s, 300) or rate / shards * window > 10_000:
        return {}
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
