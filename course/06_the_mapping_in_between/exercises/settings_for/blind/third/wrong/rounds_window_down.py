# Believes a fraction of a second does not matter, so int() makes a window that is just over the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, int(shards * MONTH_S * price / budget))
    if window > min(300, promise_s):
        return None
    size = max(1, math.ceil(2 * rate / shards * window))
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
