# Reckons with full batches of 10,000 and no window; what a poll finds is sent at once, a second and shard.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if rate * MONTH_S / 10_000 * price > budget:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": 0}
