# Decides the mode by a rule of thumb, peak over mean, and never asks for the price.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    if load.per_s.max() > 10 * load.per_s.mean():
        return Plan(ON_DEMAND)
    count = 1
    while capacity_run(load, Plan(shards=count)).throttled:
        count += 1
    return Plan(shards=count)
