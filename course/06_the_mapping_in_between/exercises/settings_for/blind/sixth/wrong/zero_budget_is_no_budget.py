# Takes a budget of 0 for "no budget was set" and answers with a window of 1 s, which costs the most.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = 1
    if budget:
        window = max(window, math.ceil(MONTH_S * shards * price / budget))
    if window > min(300, promise_s):
        return None
    size = max(1, math.ceil(2 * rate * window / shards))
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window} if size <= 10_000 else None
