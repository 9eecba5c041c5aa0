# Terse: dropwhile over the shard counts, and an infinite price for what refuses.
from itertools import count, dropwhile
from math import inf

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    def price(plan):
        run = capacity_run(load, plan)
        return inf if run.throttled else run.month.total_usd

    shards = next(dropwhile(lambda each: price(Plan(shards=each)) == inf, count(1)))
    return min(Plan(ON_DEMAND), Plan(shards=shards), key=price)
