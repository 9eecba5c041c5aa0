# Small helpers that raise an own error, which the function turns into None.
import math

MONTH_S = 30 * 86_400


class Impossible(Exception):
    pass


def _window(shards, budget, price, promise_s):
    try:
        window = max(1, math.ceil(price * shards * MONTH_S / budget))
    except ZeroDivisionError as error:
        raise Impossible("no budget") from error
    if window > 300 or window > promise_s:
        raise Impossible("too long a window")
    return window


def _batch_size(rate, shards, window):
    size = 1 + math.floor(rate / shards * 2 * window)
    if not 1 <= size <= 10_000:
        raise Impossible("too large a batch")
    return size


def settings_for(rate, shards, budget, price, promise_s):
    try:
        window = _window(shards, budget, price, promise_s)
        size = _batch_size(rate, shards, window)
    except Impossible:
        return None
    return dict(BatchSize=size, MaximumBatchingWindowInSeconds=window)
