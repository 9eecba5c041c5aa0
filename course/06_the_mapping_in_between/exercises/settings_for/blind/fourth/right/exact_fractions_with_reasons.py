# Exact fractions of the decimal numbers, and exceptions of its own for each reason to answer None.
import math
from fractions import Fraction

MONTH_S = 30 * 86_400


class NotPossible(Exception):
    pass


def exact(number):
    return Fraction(str(number))


def window_for(shards, budget, price, promise_s):
    if budget <= 0:
        raise NotPossible("no budget")
    window = max(1, math.ceil(shards * MONTH_S * exact(price) / exact(budget)))
    if window > 300:
        raise NotPossible("AWS takes no longer window than 300 s")
    if window > promise_s:
        raise NotPossible("the promise")
    return window


def size_for(rate, shards, window):
    most = 2 * exact(rate) / shards * window
    size = math.floor(most) + 1
    if size > 10_000:
        raise NotPossible("AWS takes no larger batch than 10,000")
    return max(1, size)


def settings_for(rate, shards, budget, price, promise_s):
    try:
        window = window_for(shards, budget, price, promise_s)
        return {"MaximumBatchingWindowInSeconds": window, "BatchSize": size_for(rate, shards, window)}
    except NotPossible:
        return None
