MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price):
    for window in range(301):
        per_shard = MONTH_S / max(window, 1)
        if per_shard * shards * price <= budget:
            break
    return {"MaximumBatchingWindowInSeconds": window, "BatchSize": 10_000}
