# Tries every window that AWS and the promise allow, shortest first, without a division by the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    longest = min(300, math.floor(promise_s))
    for window in range(1, longest + 1):
        if shards * MONTH_S * price <= budget * window:
            size = math.floor(2 * rate * window / shards) + 1
            if size <= 10_000:
                return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
            return None  # a longer window has even larger batches
    return None
