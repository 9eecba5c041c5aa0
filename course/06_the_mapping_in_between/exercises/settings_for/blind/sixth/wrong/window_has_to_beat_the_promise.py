# Wants the window to be shorter than the promise, so a window of exactly promise_s seconds is refused.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if not budget:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    if not (window < promise_s and window <= 300):
        return None
    batch = max(1, math.ceil(2 * rate * window / shards))
    if batch > 10_000:
        return None
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window}
