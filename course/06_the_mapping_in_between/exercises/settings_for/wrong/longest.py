# longest-window-is-best -> 06.2.too-slow
import math


def settings_for(rate, shards, budget, price, promise_s):
    window = 300
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": window}
