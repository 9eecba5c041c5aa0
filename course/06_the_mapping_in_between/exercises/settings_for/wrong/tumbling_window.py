# a-tumbling-window-is-a-batching-window -> 06.2.too-dear
import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    window = math.ceil(shards * MONTH_S * price / budget)
    return {"BatchSize": 10_000, "TumblingWindowInSeconds": window}
