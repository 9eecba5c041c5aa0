MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    for window in range(promise_s + 1):
        per_shard = MONTH_S / max(window, 1)
        if per_shard * shards * price <= budget:
            return {"MaximumBatchingWindowInSeconds": window, "BatchSize": 10_000}
    return None
