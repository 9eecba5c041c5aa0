# rounding-down-is-near-enough -> 06.2.window-too-short
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = int(shards * MONTH_S * price / budget)
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
