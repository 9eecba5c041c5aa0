# Brute force: next() over all windows that AWS takes, no formula for the window.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    windows = (each for each in range(1, 301) if shards * MONTH_S / each * price <= budget * (1 + 1e-12))
    window = next(windows, math.inf)
    most = 2 * rate / shards * window
    if window > promise_s or most > 10_000:
        return None
    return {"BatchSize": min(10_000, math.floor(most) + 1), "MaximumBatchingWindowInSeconds": window}
