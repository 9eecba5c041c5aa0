# Believes the promise is the only limit of a window, so a long promise gives a window above AWS's 300 s.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget == 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > promise_s:
        return None
    most = 2 * rate / shards * window
    if most > 10_000:
        return None
    return {"BatchSize": max(1, math.ceil(most)), "MaximumBatchingWindowInSeconds": window}
