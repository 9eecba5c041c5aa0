# A dataclass of AWS's limits with __call__ that decides, and an exception for "no settings" inside.
import math
from dataclasses import dataclass

MONTH_S = 30 * 86_400


class Impossible(Exception):
    pass


@dataclass(frozen=True)
class Within:
    low: int
    high: int

    def __call__(self, value):
        whole = max(self.low, math.ceil(value - 1e-9))
        if whole > self.high:
            raise Impossible
        return whole


WINDOW, BATCH = Within(1, 300), Within(1, 10_000)


def settings_for(rate, shards, budget, price, promise_s):
    try:
        window = WINDOW(MONTH_S * shards / (budget / price))
        if promise_s < window:
            raise Impossible
        return {"MaximumBatchingWindowInSeconds": window, "BatchSize": BATCH(2 * rate * window / shards)}
    except (Impossible, ZeroDivisionError):
        return None
