# A dataclass for the plan, and a binary search for the shortest window.
import bisect
from dataclasses import dataclass

MONTH_S = 30 * 86_400


@dataclass(frozen=True)
class Plan:
    rate: float
    shards: int
    price: float

    def saves(self, window):
        return -self.shards * MONTH_S * self.price / window

    def fits(self, window):
        return self.rate / self.shards * window <= 10_000


def settings_for(rate, shards, budget, price, promise_s):
    plan, windows = Plan(rate, shards, price), range(1, 301)
    at = bisect.bisect_left(windows, -budget, key=plan.saves)
    if at == len(windows) or windows[at] > promise_s or not plan.fits(windows[at]):
        return None
    return {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": windows[at]}
