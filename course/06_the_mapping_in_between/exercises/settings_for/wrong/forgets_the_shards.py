# window-counts-for-the-stream -> 06.2.window-too-short
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = math.ceil(MONTH_S * price / budget)
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
