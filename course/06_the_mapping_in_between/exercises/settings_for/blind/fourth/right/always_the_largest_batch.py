# Always the largest batch that AWS takes, if the window is sure to close it; terse.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = max(1, math.ceil(shards * MONTH_S * price / budget)) if budget else math.inf
    if window <= min(300, promise_s) and 2 * rate / shards * window < 10_000:
        return {"MaximumBatchingWindowInSeconds": window, "BatchSize": 10_000}
