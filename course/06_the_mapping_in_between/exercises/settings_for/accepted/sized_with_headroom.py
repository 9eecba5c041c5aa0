import math


def settings_for(rate, shards, budget, price):
    invocations_a_shard = budget / price / shards
    window = min(300, math.ceil(30 * 24 * 60 * 60 / invocations_a_shard))
    collected = rate / shards * window
    return {
        "MaximumBatchingWindowInSeconds": window,
        "BatchSize": min(10_000, max(100, round(3 * collected))),
        "BisectBatchOnFunctionError": True,
    }
