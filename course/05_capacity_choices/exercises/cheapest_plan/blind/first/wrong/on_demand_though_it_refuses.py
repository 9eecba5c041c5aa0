# Compares the prices and not the refusals of on demand: it grows too late for a fast launch.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    count = 1
    while (run := capacity_run(load, Plan(shards=count))).throttled:
        count += 1
    return min(run, on_demand, key=lambda each: each.month.total_usd).plan
