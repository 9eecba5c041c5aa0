# window-defaults-to-one-second -> 06.2.window-too-short
import math


def settings_for(rate, shards, budget, price, promise_s):
    window = 1
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
