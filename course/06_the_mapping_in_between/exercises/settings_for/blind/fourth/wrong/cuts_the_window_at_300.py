# Cuts a window that AWS doesn't take down to 300 s, and so returns settings that exceed the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    window = min(window, 300)  # the most that AWS takes
    if window > promise_s:
        return None
    size = math.floor(2 * rate / shards * window) + 1
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
