# Computes with the price of the notebook's function and ignores the parameter.
import math

MONTH_S = 30 * 86_400
USD = 0.20 / 1_000_000 + 0.4 * 0.0000166667


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = math.ceil(shards * MONTH_S * USD / budget)
    if window > min(promise_s, 300) or rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
