# Counts one invocation a window for the stream; it's one a window and shard.
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0:
        return None
    window = math.ceil(MONTH_S * price / budget)
    if window > min(promise_s, 300) or rate * window > 10_000:
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
