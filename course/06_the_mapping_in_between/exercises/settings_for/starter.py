import math

MONTH_S = 30 * 86_400


def settings_for(rate, shards, budget, price):
    """The shortest batching window with which a month's invocations cost at most `budget` dollars.

    `rate` is in records a second, for the whole stream; `price` is in dollars an invocation. Returns a dict with
    BatchSize and MaximumBatchingWindowInSeconds, so that the window closes the batches and not their size.
    """
    # observe: how many invocations a month does the budget buy, and how many shards share them?
    window = ...
    # contain: what may be in a batch when the window ends?
    return ...
