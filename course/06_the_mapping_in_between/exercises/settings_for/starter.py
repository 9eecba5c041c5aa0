import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    """Settings that keep a budget and a promise, or None if no settings that AWS takes keep both.

    A month's invocations cost at most `budget` dollars, which may be 0, and no window lasts longer than
    `promise_s` seconds. `rate` is in records per second, for the whole stream; `price` is in dollars per
    invocation. The settings are a dict with BatchSize and MaximumBatchingWindowInSeconds: the shortest window
    within the budget, 1 s at least, which closes the batches before their size does. Count on one invocation
    per window and shard. The fullest shard gets up to twice its share of the rate.
    """
    # observe: how many invocations a month does the budget buy, and how many shards share them?
    window = ...
    # locate: does that window keep the promise?
    # contain: what may be in a batch when the window ends, and is there a BatchSize for it?
    return ...
