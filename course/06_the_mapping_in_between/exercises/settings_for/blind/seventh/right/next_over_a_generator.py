# A generator of the windows that the budget pays for; next() takes the shortest.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    month = MONTH_S * shards
    paid = (seconds for seconds in range(1, 300 + 1) if month / seconds * price <= budget)
    window = next(paid, math.inf)
    records = 2 * (rate / shards) * window
    if window > promise_s or records > 10_000:
        return None
    return dict(BatchSize=max(1, math.ceil(records)), MaximumBatchingWindowInSeconds=window)
