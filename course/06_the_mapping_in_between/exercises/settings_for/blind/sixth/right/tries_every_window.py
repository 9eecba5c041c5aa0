# Tries every window that AWS accepts, the shortest first, and takes the first one within the budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    def cost(window):
        return MONTH_S / window * shards * price

    def is_paid(window):
        return cost(window) <= budget or math.isclose(cost(window), budget)

    longest = math.floor(min(300, promise_s))
    window = next(filter(is_paid, range(1, longest + 1)), None)
    if window is None:
        return None
    batch = max(1, math.ceil(2 * rate * window / shards))
    return {"BatchSize": batch, "MaximumBatchingWindowInSeconds": window} if batch <= 10_000 else None
