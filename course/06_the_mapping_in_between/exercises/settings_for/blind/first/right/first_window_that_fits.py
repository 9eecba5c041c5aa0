# Tries every window that AWS takes from 1 s on, with next().
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    def dollars(window):
        return shards * MONTH_S / window * price

    allowed = range(1, math.floor(min(promise_s, 300)) + 1)
    window = next((each for each in allowed if dollars(each) <= budget), None)
    if window is None or rate / shards * window > 10_000:
        return None
    return dict(BatchSize=10_000, MaximumBatchingWindowInSeconds=window)
