# Divides by the invocations that the budget buys: a budget of 0 raises ZeroDivisionError instead of None.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    affordable = budget / price
    window = max(1, math.ceil(MONTH_S * shards / affordable))
    if window > min(300, promise_s):
        return None
    size = math.floor(2 * rate / shards * window) + 1
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
