# A frozen dataclass with properties; a tie in floating point counts as within the budget.
import math
from dataclasses import dataclass

MONTH_S = 30 * 86_400


@dataclass(frozen=True)
class Plan:
    rate: float
    shards: int
    budget: float
    price: float

    @property
    def window(self):
        invocations_a_shard = self.budget / self.price / self.shards
        if invocations_a_shard <= 0:
            return math.inf
        exact = MONTH_S / invocations_a_shard
        return max(1, math.ceil(round(exact, 9)))

    @property
    def size(self):
        return max(1, math.ceil(2 * self.rate * self.window / self.shards))


def settings_for(rate, shards, budget, price, promise_s):
    plan = Plan(rate, shards, budget, price)
    if not plan.window <= min(promise_s, 300):
        return None
    if not plan.size <= 10_000:
        return None
    return {"BatchSize": plan.size, "MaximumBatchingWindowInSeconds": plan.window}
