# A lazy generator over all shard counts, next() for the first that fits, and min() by price.
from itertools import chain, count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    provisioned = (capacity_run(load, Plan(shards=number)) for number in count(1))
    first = next(run for run in provisioned if not run.throttled)
    fitting = chain([first], (run for run in [capacity_run(load, Plan(ON_DEMAND))] if not run.throttled))
    return min(fitting, key=lambda run: run.month.total_usd).plan
