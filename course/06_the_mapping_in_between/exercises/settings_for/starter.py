import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    """Settings that keep to a budget and a promise, or None if no settings that AWS accepts keep to both.

    A month's invocations may cost at most `budget` dollars, which may be 0, and no window may be longer than
    `promise_s` seconds. `rate` is in records per second, for the whole stream. `price` is in dollars per
    invocation. The settings are a dict with BatchSize and MaximumBatchingWindowInSeconds. The window is the
    shortest within the budget, at least 1 s, and a batch has to have room for all records of a window. Count
    one invocation per window and shard. The fullest shard gets up to twice its share of the rate.
    """
    # observe: how many invocations per month does the budget pay for, and how many shards share them?
    window = ...
    # locate: does this window keep to the promise?
    # contain: how many records may a batch have when the window ends, and is there a BatchSize for it?
    return ...
