# Rounds the window to the nearest second instead of up: 60.3 s becomes 60 s, over the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    per_shard = budget / price / shards
    window = max(1, round(MONTH_S / per_shard))
    if window > min(promise_s, 300):
        return None
    batch = max(1, math.ceil(2 * rate * window / shards))
    if batch > 10_000:
        return None
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window}
