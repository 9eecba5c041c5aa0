MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    for window in range(1, min(promise_s, 300) + 1):
        if MONTH_S / window * shards * price <= budget and 2 * rate * window <= 10_000 * shards:
            return {"MaximumBatchingWindowInSeconds": window, "BatchSize": 10_000}
    return None
