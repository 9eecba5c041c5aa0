# Tries every window that AWS takes, shortest first, with next() and a generator.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    longest = min(300, math.floor(promise_s))
    windows = (w for w in range(1, longest + 1) if MONTH_S / w * shards * price <= budget)
    window = next(windows, None)
    if window is None:
        return None
    size = math.floor(2 * rate * window / shards) + 1
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window} if size <= 10_000 else None
