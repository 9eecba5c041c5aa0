# A while with an else for the window that was not found.
import math

MONTH_S = 30 * 86_400
LONGEST_S, MOST_RECORDS = 300, 10_000


def settings_for(rate, shards, budget, price, promise_s):
    window = 1
    while window <= min(promise_s, LONGEST_S):
        if shards * MONTH_S * price <= budget * window:
            break
        window += 1
    else:
        return None
    settings = {"BatchSize": MOST_RECORDS, "MaximumBatchingWindowInSeconds": window}
    return settings if rate * window <= MOST_RECORDS * shards else None
