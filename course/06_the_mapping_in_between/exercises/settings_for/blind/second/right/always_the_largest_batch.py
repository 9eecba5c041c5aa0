# Always asks for the largest batch, since BatchSize is only the most, and checks that the window fits in.
import math

MONTH_S = 30 * 86_400
LARGEST, LONGEST_S = 10_000, 300


def settings_for(rate, shards, budget, price, promise_s):
    if not budget > 0:
        return None
    window = max(1, math.ceil(price * shards * MONTH_S / budget))
    fullest = 2 * rate / shards
    fits = window <= LONGEST_S and window <= promise_s and fullest * window < LARGEST
    return {"BatchSize": LARGEST, "MaximumBatchingWindowInSeconds": window} if fits else None
