# Tries the windows from 1 s on, takes the first within the budget, and never divides by the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    windows = range(1, math.floor(min(300, promise_s)) + 1)
    window = next((each for each in windows if shards * MONTH_S * price <= budget * each), None)
    if window is None:
        return None
    size = math.floor(2 * rate * window / shards) + 1
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window} if size <= 10_000 else None
