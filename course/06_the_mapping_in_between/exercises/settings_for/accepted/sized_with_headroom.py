import math


def settings_for(rate, shards, budget, price, promise_s):
    invocations_a_shard = budget / price / shards
    window = math.ceil(30 * 24 * 60 * 60 / invocations_a_shard)
    if window > min(300, promise_s):
        return None
    collected = rate / shards * window
    return {
        "MaximumBatchingWindowInSeconds": window,
        "BatchSize": min(10_000, max(100, round(3 * collected))),
        "BisectBatchOnFunctionError": True,
    }
