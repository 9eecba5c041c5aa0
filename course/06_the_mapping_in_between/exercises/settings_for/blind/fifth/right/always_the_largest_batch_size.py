# Always takes AWS's largest BatchSize, if the fullest shard stays below it in a window.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    affordable = budget / price
    if affordable == 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S / affordable))
    in_fullest_shard = 2 * rate / shards * window
    if window <= promise_s and window <= 300 and in_fullest_shard < 10_000:
        return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
    return None
