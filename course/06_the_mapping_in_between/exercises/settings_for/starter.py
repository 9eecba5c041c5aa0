import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price, promise_s):
    """Settings that keep a budget and a promise, or None if no settings keep both.

    A month's invocations cost at most `budget` dollars, and no window lasts longer than `promise_s` seconds.
    `rate` is in records a second, for the whole stream; `price` is in dollars an invocation. The settings are a
    dict with BatchSize and MaximumBatchingWindowInSeconds: the shortest window within the budget, which closes
    the batches before their size does.
    """
    # observe: how many invocations a month does the budget buy, and how many shards share them?
    window = ...
    # locate: does that window keep the promise?
    # contain: what may be in a batch when the window ends?
    return ...
