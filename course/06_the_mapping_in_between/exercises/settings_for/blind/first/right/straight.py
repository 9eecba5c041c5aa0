# The formula solved for the window, the maximum as batch size.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = math.ceil(shards * MONTH_S * price / budget)
    if window > promise_s or window > 300:
        return None
    if rate * window / shards > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
