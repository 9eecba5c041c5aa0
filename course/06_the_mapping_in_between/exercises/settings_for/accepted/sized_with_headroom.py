import math


def settings_for(rate, shards, budget, price, promise_s):
    if budget == 0:
        return None
    invocations_a_shard = budget / price / shards
    window = math.ceil(30 * 24 * 60 * 60 / invocations_a_shard)
    collected = rate / shards * window
    if window > min(300, promise_s) or collected > 5_000:
        return None
    return {
        "MaximumBatchingWindowInSeconds": window,
        "BatchSize": min(10_000, max(100, round(3 * collected))),
        "BisectBatchOnFunctionError": True,
    }
