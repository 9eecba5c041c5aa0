import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price):
    # observe
    window = math.ceil(shards * MONTH_S * price / budget)
    # contain
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
