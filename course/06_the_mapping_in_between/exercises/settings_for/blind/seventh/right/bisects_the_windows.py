# bisect finds the shortest window in the descending costs; a helper class names the fields.
import math
from bisect import bisect_left
from typing import NamedTuple

MONTH_S = 30 * 86_400


class Settings(NamedTuple):
    BatchSize: int
    MaximumBatchingWindowInSeconds: int


def settings_for(rate, shards, budget, price, promise_s):
    longest = min(300, math.floor(promise_s))
    windows = range(1, longest + 1)
    affordable = bisect_left(windows, True, key=lambda each: shards * MONTH_S / each * price <= budget)
    if affordable == len(windows):
        return None
    window = windows[affordable]
    size = math.ceil(window * 2 * rate / shards) or 1
    return Settings(size, window)._asdict() if size <= 10_000 else None
