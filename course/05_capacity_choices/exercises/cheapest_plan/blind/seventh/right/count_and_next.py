# itertools.count and next() find the shards; a filtered min compares the two modes.
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    provisioned = (capacity_run(load, Plan(shards=n)) for n in count(1))
    enough = next(run for run in provisioned if not run.throttled)
    candidates = [enough, capacity_run(load, Plan(ON_DEMAND))]
    return min((run for run in candidates if run.throttled == 0), key=lambda run: run.month.total_usd).plan
