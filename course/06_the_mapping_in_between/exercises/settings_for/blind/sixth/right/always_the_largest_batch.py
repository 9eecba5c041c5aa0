# Always answers with the largest batch size, if the records of a window fit into it at all.
import math

MONTH_S = 30 * 86_400
LARGEST = 10_000


def settings_for(rate, shards, budget, price, promise_s):
    if budget <= 0 or promise_s < 1:
        return None
    window = max(1, math.ceil(MONTH_S * shards * price / budget))
    fits = window <= 300 and window <= promise_s and 2 * rate * window <= LARGEST * shards
    return {"BatchSize": LARGEST, "MaximumBatchingWindowInSeconds": window} if fits else None
