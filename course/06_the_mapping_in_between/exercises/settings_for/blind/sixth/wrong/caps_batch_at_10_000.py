# Caps the batch size at 10,000 instead of returning None: full batches close before the window, over budget.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget == 0:
        return None
    invocations = budget / price
    window = max(1, math.ceil(MONTH_S * shards / invocations))
    if window > promise_s or window > 300:
        return None
    records = math.ceil(2 * rate * window / shards)
    return {"BatchSize": min(max(records, 1), 10_000), "MaximumBatchingWindowInSeconds": window}
