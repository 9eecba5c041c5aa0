# Searches all windows that AWS accepts, shortest first, and always takes the largest batch size.
MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    for window in range(1, 301):
        if window > promise_s:
            return None
        if shards * MONTH_S * price > budget * window:
            continue
        fits = 2 * rate * window <= 10_000 * shards
        return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window} if fits else None
    return None
